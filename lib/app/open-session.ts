import {readClientVersion} from '../core/client-version.ts';
import type {HookAnswer} from '../core/hook/hook-answer.ts';
import type {HookInput} from '../core/hook/hook-input.ts';
import type {Environment} from '../edge/environment.ts';
import {pruneEvidence} from '../edge/evidence-file.ts';
import {writeLog} from '../edge/log.ts';
import {paths} from '../edge/paths.ts';
import {pruneFolder} from '../edge/prune-folder.ts';
import {writeSessionRecord} from '../edge/session-file.ts';
import {findOffSwitch} from '../edge/switches.ts';
import {takeBriefing} from '../edge/told-briefing.ts';

/** Days that turn and session files are kept. */
const keptDays = 30;

/** Days that evidence is kept: a quarter can be reported. */
const keptEvidenceDays = 90;

/** Remembers the session's own model at its start, tidies our folders, and tells what nights did. */
export function openSession(
  input: HookInput<'SessionStart'>,
  environment: Environment,
): HookAnswer | undefined {
  if (input.agent_id !== undefined || findOffSwitch(environment, input.session_id) !== undefined) {
    return undefined;
  }
  const {sessions, turns, metrics, logs} = paths(environment);
  const client = readClientVersion(environment.AI_AGENT)?.join('.');
  try {
    writeSessionRecord(sessions, input.session_id, {
      at: new Date().toISOString(),
      ...(input.model === undefined ? {} : {base_model: input.model}),
      ...(client === undefined ? {} : {client}),
    });
    for (const folder of [turns, sessions]) {
      pruneFolder(folder, keptDays);
    }
    pruneEvidence(metrics, keptEvidenceDays);
  } catch (error) {
    writeLog(logs, 'session-not-written', error, 'error');
  }
  return tellNews(input, environment);
}

/** Once, and only where somebody sees it: a print run would swallow it. */
function tellNews(
  {source}: HookInput<'SessionStart'>,
  environment: Environment,
): HookAnswer | undefined {
  const isSeen = environment.CLAUDE_CODE_ENTRYPOINT === 'cli';
  const text =
    isSeen && (source === 'startup' || source === 'resume')
      ? takeBriefing(paths(environment).queue)
      : undefined;
  return text === undefined ? undefined : {intent: 'tell-user', text};
}
