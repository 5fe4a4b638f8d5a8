import type {Correction} from '../core/feedback/correction.ts';
import type {TurnTrace} from '../core/feedback/work-memory.ts';
import type {Environment} from '../edge/environment.ts';
import {record} from './record.ts';

/** The line is about the turn that was corrected, so it carries that turn's prompt. */
export function recordCorrection(
  {session_id}: {session_id: string},
  environment: Environment,
  {last, correction}: {last: TurnTrace; correction: Correction},
): void {
  record({session_id, prompt_id: last.prompt}, environment, {event: 'correction', by: correction});
}
