import type {LastModel} from './find-last-model.ts';
import type {SessionRecord} from './session-record.ts';

export interface BaseModelFacts {
  /** What the client told when the session started or resumed. */
  record: SessionRecord | undefined;
  /** The last answer or /model in the transcript, but for those of a command's own model. */
  last: LastModel | undefined;
  /** `--model` of the client's own command line; null: it may be there, but nobody can read it. */
  flag: string | undefined | null;
}

/**
 * The session's own model, from the newest thing that told it. Hooks never move the main thread,
 * so the last answer or /model tells it, unless the client started after it: then the client's
 * word counts, then its `--model`, and a resume without either goes on as it ended.
 * null: a `--model` would tell it that nobody can read.
 */
export function baseModel({record, last, flag}: BaseModelFacts): string | undefined | null {
  const hasStartedSince = record !== undefined && (last === undefined || record.at >= last.at);
  return hasStartedSince
    ? (record.base_model ?? (flag === undefined ? last?.model : flag))
    : (last?.model ?? flag);
}
