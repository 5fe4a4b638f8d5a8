import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createRun, type RunRequest} from '../../lib/app/create-run.ts';
import {executeRun} from '../../lib/app/execute-run.ts';
import {openRun} from '../../lib/app/open-run.ts';
import type {RunNotice} from '../../lib/app/run-attempt.ts';
import type {RunSummary} from '../../lib/core/run/run-summary.ts';
import {runFiles} from '../../lib/edge/run-folder.ts';
import {makeRepository, type TestRepository} from '../edge/make-repository.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';
import {type FakeClient, fakeClient} from '../fake-client.ts';
import {granted} from './isolation-bed.ts';

export interface RunBed {
  client: FakeClient;
  environment: Record<string, string>;
  /** tierwise's own folder. */
  data: string;
  cwd: string;
  /** Creates a run and works on it to its end, in this process. */
  run: (request?: Partial<RunRequest>) => Promise<RunSummary>;
  /** Goes on with a run in this process. */
  goOn: (run: string) => Promise<RunSummary>;
  /** What was told to whoever watches, so far. */
  notices: RunNotice[];
  /** A person's wish to stop. */
  stop: AbortController;
  /** The names of the facts in the journal of a run. */
  facts: (run: string) => string[];
}

export interface RepositoryBed extends RunBed {
  repository: TestRepository;
}

const request: RunRequest = {
  prompt: 'do it',
  cwd: '/',
  session: null,
  prompt_id: null,
  ladder: ['haiku'],
  verify: null,
  isolate: false,
  timeout_ms: 60_000,
  retries: 0,
  max_usd: null,
  max_turns: null,
  permission_mode: null,
  allowed_tools: [],
};

/** A home of its own with a fake client on the PATH; `script` is what that does. */
export function openBed(script?: string): RunBed {
  const home = temporaryFolder();
  return makeBed(fakeClient(script), {home, cwd: temporaryFolder(), environment: {}});
}

/** The same in a repository with one commit. */
export function openRepositoryBed(script?: string): RepositoryBed {
  const repository = makeRepository();
  const {root: cwd, home, environment} = repository;
  return {...makeBed(fakeClient(script), {home, cwd, environment}), repository};
}

function makeBed(
  client: FakeClient,
  {home, cwd, environment: more}: {home: string; cwd: string; environment: Record<string, string>},
): RunBed {
  const data = join(home, 'data');
  const environment = {...more, HOME: home, TIERWISE_HOME: data, PATH: client.path};
  const stop = new AbortController();
  const notices: RunNotice[] = [];
  const notify = (notice: RunNotice) => void notices.push(notice);
  const goOn = (run: string) =>
    executeRun(granted(openRun(runFiles(environment, run))), {
      environment,
      signal: stop.signal,
      notify,
    });
  return {
    client,
    environment,
    data,
    cwd,
    stop,
    notices,
    goOn,
    run: async (changes = {}) =>
      goOn(granted(createRun({...request, cwd, ...changes}, environment)).run),
    facts: (run) => readFacts(runFiles(environment, run).journal),
  };
}

export function readFacts(journal: string): string[] {
  return readFileSync(journal, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line).event);
}

/** Puts breakers as other runs have left them. */
export function putBreakers({data}: RunBed, breakers: object): void {
  put(join(data, 'state', 'breakers.json'), JSON.stringify(breakers));
}
