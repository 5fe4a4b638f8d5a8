import {dirname, join} from 'node:path';
import {type Environment, readHome} from './environment.ts';

/** Claude Code's own folder: CLAUDE_CONFIG_DIR, else ~/.claude. */
export function claudeFolder(environment: Environment): string {
  return environment.CLAUDE_CONFIG_DIR || join(readHome(environment), '.claude');
}

/** Everything that tierwise stores: TIERWISE_HOME, else `tierwise` in Claude Code's folder. */
export function dataFolder(environment: Environment): string {
  return environment.TIERWISE_HOME || join(claudeFolder(environment), 'tierwise');
}

export type Paths = ReturnType<typeof listPaths>;

let last: Paths | undefined;

/** Where everything lies. Asked for by every part of a hook, so the last answer is kept. */
export function paths(environment: Environment): Paths {
  const data = dataFolder(environment);
  last = last?.data === data ? last : listPaths(data);
  return last;
}

function listPaths(data: string) {
  return {
    data,
    config: join(data, 'config.json'),
    offFlag: join(data, 'off'),
    turns: join(data, 'state', 'turns'),
    sessions: join(data, 'state', 'sessions'),
    sessionStates: join(data, 'state', 'session-state'),
    requestKey: join(data, 'request-key'),
    runs: join(data, 'runs'),
    breakers: join(data, 'state', 'breakers.json'),
    slots: join(data, 'state', 'slots.json'),
    metrics: join(data, 'metrics'),
    logs: join(data, 'logs'),
    trust: join(data, 'trust'),
    workflows: join(data, 'workflows'),
    queue: join(data, 'queue'),
    quota: join(data, 'quota'),
  };
}

/**
 * Copies of repositories for agents to work in. Not in Claude Code's folder: below a `.claude` the
 * client takes every file for a sensitive one, and denies each edit.
 */
export function copiesFolder(environment: Environment): string {
  const {TIERWISE_HOME, XDG_CACHE_HOME} = environment;
  return TIERWISE_HOME && !TIERWISE_HOME.split(/[\\/]/).includes('.claude')
    ? join(TIERWISE_HOME, 'copies')
    : join(XDG_CACHE_HOME || join(readHome(environment), '.cache'), 'tierwise', 'copies');
}

/** The copy that a job works in; it is gone when the job is over. */
export function jobCopyFolder(environment: Environment, job: string): string {
  return join(copiesFolder(environment), job);
}

/** Where the running bundle lies; its own files lie beside it. */
export function bundleFolder(): string {
  return dirname(process.argv[1] ?? '.');
}

/**
 * A client's id as part of a file name, or undefined: ids come from outside, and one like
 * `../../x` must not choose where we write.
 */
export function fileNamePart(id: string | undefined): string | undefined {
  return id !== undefined && /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(id) ? id : undefined;
}
