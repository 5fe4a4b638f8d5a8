import type {Result} from '../core/failure/failure.ts';
import {fileFailure} from '../core/failure/file-failure.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {hashWithKey, readRequestKey} from '../edge/request-key.ts';

/**
 * A name for a request by which it is known again on this install, and nowhere else: an unkeyed
 * hash of "yes" would be no secret.
 */
export function hashRequest(environment: Environment, text: string): Result<string> {
  try {
    return {ok: true, value: hashWithKey(readRequestKey(paths(environment).requestKey), text)};
  } catch (error) {
    const failure = fileFailure(error);
    if (failure === undefined) {
      throw error;
    }
    return {ok: false, failure};
  }
}
