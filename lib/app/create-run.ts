import {findWish} from '../core/decision/find-wish.ts';
import type {Failure, Result} from '../core/failure/failure.ts';
import {depthOf} from '../core/run/child-environment.ts';
import type {RunEvent} from '../core/run/run-event.ts';
import type {RunSpec} from '../core/run/run-spec.ts';
import type {Tier} from '../core/tier.ts';
import type {Environment} from '../edge/environment.ts';
import {findEntryObstacle} from '../edge/folder-access.ts';
import {openJournal} from '../edge/journal.ts';
import {writeLog} from '../edge/log.ts';
import {fileNamePart, paths} from '../edge/paths.ts';
import {makeRunFolder, nameRun, type RunFiles, runFiles} from '../edge/run-folder.ts';
import {cleanRuns} from './clean-runs.ts';
import {routeLadder} from './route-ladder.ts';

export type RunRequest = Omit<RunSpec, 'ladder' | 'because'> & {
  prompt: string;
  /** The tiers that the person named; undefined: routing decides. */
  ladder: readonly Tier[] | undefined;
};

/** Writes a new run down, for this process or another one to take up. Nothing is sent yet. */
export function createRun(request: RunRequest, environment: Environment): Result<RunFiles> {
  const depth = depthOf(environment);
  if (depth > 0) {
    return {ok: false, failure: {code: 'run-nested', depth}};
  }
  const {prompt, ladder, ...rest} = request;
  const obstacle = findObstacle(rest);
  if (obstacle !== undefined) {
    return {ok: false, failure: obstacle};
  }
  const plan =
    ladder === undefined
      ? routeLadder(prompt, rest.cwd, environment)
      : {ladder, because: ['named by hand']};
  // With one attempt nobody climbs: not even a client whose model is overloaded.
  const tiers = rest.one_attempt === true ? plan.ladder.slice(0, 1) : plan.ladder;
  const spec: RunSpec = {...rest, ...plan, ladder: tiers};
  for (;;) {
    const run = nameRun(new Date(), Math.random());
    const files = runFiles(environment, run);
    if (makeRunFolder(files, withoutWish(prompt))) {
      const journal = openJournal<RunEvent>(files.journal);
      journal.append({
        at: new Date().toISOString(),
        event: 'run-created',
        v: 1,
        run,
        kind: 'run',
        spec,
      });
      journal.close();
      forgetOldRuns(environment);
      return {ok: true, value: files};
    }
  }
}

/** Found before anything is written down, and not by an attempt that cannot work. */
function findObstacle({cwd, session}: Pick<RunSpec, 'cwd' | 'session'>): Failure | undefined {
  if (session !== null && fileNamePart(session) === undefined) {
    return {code: 'state-session-unusable', session};
  }
  const reason = findEntryObstacle(cwd);
  return reason === undefined ? undefined : {code: 'file-not-usable', file: cwd, reason};
}

/** `~haiku` was for us; the model need not read it. */
function withoutWish(prompt: string): string {
  const wish = /^\s*~|~\S+\s*$/.test(prompt) ? findWish(prompt) : undefined;
  return wish === undefined || wish.text === '' ? prompt : wish.text;
}

const keptDays = 30;

/**
 * Runs hold prompts and answers, so they are not kept for ever. A failure costs only the room, and
 * nobody waits for it.
 */
function forgetOldRuns(environment: Environment): void {
  const before = new Date(Date.now() - keptDays * 24 * 60 * 60 * 1000);
  void cleanRuns(environment, {names: [], before}).catch((error: unknown) => {
    writeLog(paths(environment).logs, 'runs-not-pruned', error);
  });
}
