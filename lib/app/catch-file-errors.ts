import {fileFailure} from '../core/failure/file-failure.ts';
import type {SetupFailure} from '../core/setup/setup-failure.ts';

type Outcome<Value, Reason> =
  | {ok: true; value: Value}
  | {ok: false; failure: Reason | SetupFailure};

/** What the file system refuses is an expected failure; anything else is a bug, and thrown on. */
export async function catchFileErrors<Value, Reason>(
  work: () => Promise<Outcome<Value, Reason>>,
): Promise<Outcome<Value, Reason>> {
  try {
    return await work();
  } catch (error) {
    const failure = fileFailure(error);
    if (failure === undefined) {
      throw error;
    }
    return {ok: false, failure};
  }
}
