import {forgetFailures} from '../core/feedback/forget-failures.ts';
import {isLarger} from '../core/feedback/is-larger.ts';
import {learnFrom} from '../core/feedback/learn-from.ts';
import type {Tier} from '../core/tier.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {readWorkMemory} from '../edge/session-file.ts';
import {keepWorkMemory} from './keep-work-memory.ts';
import {recordCorrection} from './record-correction.ts';

/** A larger `/tier` right after a turn corrects it; `auto` makes a new start. */
export function learnFromTier(
  {session_id}: {session_id: string},
  environment: Environment,
  tier: Tier | 'auto',
): void {
  const memory = readWorkMemory(paths(environment).sessions, session_id);
  if (memory === undefined) {
    return;
  }
  const {last} = memory;
  if (tier === 'auto') {
    keepWorkMemory(session_id, environment, forgetFailures(memory));
  } else if (last !== undefined && isLarger(tier, last)) {
    recordCorrection({session_id}, environment, {last, correction: 'larger-tier'});
    keepWorkMemory(session_id, environment, learnFrom(memory, 'larger-tier'));
  }
}
