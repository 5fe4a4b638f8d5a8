import type {Decision} from '../core/decision/decide.ts';
import {addFailure} from '../core/feedback/add-failure.ts';
import {findCorrection} from '../core/feedback/find-correction.ts';
import {findSwitch} from '../core/feedback/find-switch.ts';
import {learnFrom} from '../core/feedback/learn-from.ts';
import type {TurnTrace, WorkMemory} from '../core/feedback/work-memory.ts';
import type {HookInput} from '../core/hook/hook-input.ts';
import type {LastModel} from '../core/session/find-last-model.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {readTurnFile, turnFilePath} from '../edge/turn-file.ts';
import {recordCorrection} from './record-correction.ts';

/**
 * What the session knows once this prompt has come: what became of the last turn, and whether the
 * prompt takes it back, which is recorded as a fact about that turn.
 */
export function learnFromPrompt(
  input: HookInput<'UserPromptSubmit'>,
  environment: Environment,
  {
    memory,
    decision,
    lastModel,
  }: {memory: WorkMemory; decision: Decision; lastModel: LastModel | undefined},
): WorkMemory {
  const {last} = memory;
  if (last === undefined) {
    return memory;
  }
  const path = turnFilePath(paths(environment).turns, input.session_id, last.prompt);
  const learned = learnFromTurn(memory, last, path);
  const correction =
    findCorrection(input.prompt, {kind: decision.route.kind, last}) ?? findSwitch(lastModel, last);
  if (correction === undefined) {
    return learned;
  }
  recordCorrection(input, environment, {last, correction});
  return learnFrom(learned, correction);
}

/** What the hooks of the last turn saw of its agents. */
function learnFromTurn(
  memory: WorkMemory,
  {tier}: TurnTrace,
  path: string | undefined,
): WorkMemory {
  const turn = tier === 'stay' || path === undefined ? undefined : readTurnFile(path);
  if (tier === 'stay' || turn === undefined) {
    return memory;
  }
  if (turn.hasFailed) {
    return {...memory, failed: [...new Set([...memory.failed, tier])]};
  }
  return turn.wasHandedBack && memory.work !== undefined ? addFailure(memory, memory.work) : memory;
}
