import type {Decision} from '../core/decision/decide.ts';
import type {HookInput} from '../core/hook/hook-input.ts';
import {type HandOffAnswer, readHandOffAnswer} from '../core/run/hand-off-answer.ts';
import {planLadder} from '../core/run/plan-ladder.ts';
import type {Environment} from '../edge/environment.ts';
import {findOrchestrator, runOrchestrator} from '../edge/orchestrator-process.ts';

export type HandOff = (
  input: HookInput<'UserPromptSubmit'>,
  decision: Decision,
  environment: Environment,
) => HandOffAnswer;

/** Below the 600 s that the client gives this hook: the answer has to arrive, too. */
const longestWaitMs = 570_000;

/**
 * Lets the orchestrator do the work of a prompt, and waits for its answer as long as the client
 * waits for this hook. The run itself is no child of the hook: it goes on when the wait is over.
 */
export const handOff: HandOff = (input, decision, environment) => {
  const program = findOrchestrator();
  if (program === undefined) {
    return {isTaken: false, because: 'the orchestrator is not installed'};
  }
  const waitMs = readWait(environment) ?? longestWaitMs;
  const {ladder} = planLadder(() => decision);
  const printed = runOrchestrator(program, {
    args: [
      'run',
      '--json',
      '--quiet',
      ...['--wait', `${waitMs}ms`],
      ...['--ladder', ladder.join(',')],
      ...['--session', input.session_id],
      ...(input.prompt_id === undefined ? [] : ['--prompt-id', input.prompt_id]),
      ...(input.cwd === undefined ? [] : ['--cwd', input.cwd]),
      ...permissionFlags(input.permission_mode),
      '-',
    ],
    input: input.prompt,
    environment,
    timeoutMs: waitMs + startMs,
  });
  return readHandOffAnswer(printed);
};

/** For the command line to start and to print. */
const startMs = 15_000;

/** TIERWISE_HANDOFF_WAIT: milliseconds; the longest wait is the most. */
function readWait({TIERWISE_HANDOFF_WAIT: text = ''}: Environment): number | undefined {
  const ms = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return ms > 0 ? Math.min(ms, longestWaitMs) : undefined;
}

/** The session's own mode; `default` is what a client has without being told. */
function permissionFlags(mode: string | undefined): string[] {
  return mode === undefined || mode === 'default' ? [] : ['--permission-mode', mode];
}
