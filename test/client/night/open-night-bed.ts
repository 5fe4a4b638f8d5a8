import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ClientVersion} from '../harness/client-version.ts';
import {openRunBed, type RunBed} from '../run/open-run-bed.ts';
import {lastTurn} from '../stub/last-turn.ts';
import type {Script, StubRequest} from '../stub/script.ts';
import {echo} from '../stub/scripts/echo.ts';
import {useTool} from '../stub/scripts/use-tool.ts';

export interface NightBed extends RunBed {
  /** Adds jobs as a file of a person's would, in the order given. */
  addJobs: (jobs: Record<string, unknown>[]) => Promise<void>;
  jobs: () => Promise<QueuedJob[]>;
  /** Everything that happened to a job. */
  history: (id: string) => {event: string; [field: string]: unknown}[];
  git: (...args: string[]) => string;
  night: string[];
}

interface QueuedJob {
  id: string;
  prompt: string;
  state: string;
  because: string;
  code: string | null;
  branch: string | null;
}

/** A sandbox whose project is trusted, and in which a night begins when it is asked for. */
export async function openNightBed(
  version: ClientVersion,
  options: {script?: Script; env?: Record<string, string>; isTrusted?: boolean} = {},
): Promise<NightBed> {
  const bed = await openRunBed(version, options);
  const {sandbox, tierwise, data} = bed;
  if (options.isTrusted !== false) {
    await tierwise(['trust', 'add']);
  }
  return {
    ...bed,
    night: ['night', '--until', '2h', '--max-usd', '200', '--json'],
    addJobs: async (jobs) => {
      const added = await tierwise(['queue', 'import', '-'], {
        input: JSON.stringify(jobs.map((job) => ({max_usd: 1, ...job}))),
      });
      if (added.exitCode !== 0) {
        throw new Error(added.stderr);
      }
    },
    jobs: async () => JSON.parse((await tierwise(['queue', 'list', '--json'])).stdout).jobs,
    history: (id) =>
      readFileSync(join(data, 'queue', 'journal', `${id}.jsonl`), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
    git: (...args) =>
      execFileSync('git', args, {cwd: sandbox.project, env: sandbox.env, encoding: 'utf8'}).trim(),
  };
}

/** Where the client that sent the request works. */
function folderOf({text}: StubRequest): string {
  return /orking directory: ([^\s\\"]+)/.exec(text)?.[1] ?? '/nowhere';
}

/** A model that writes a file into its folder, once, and is done. */
export function writeOnce(name: string, content: string): Script {
  return (request) => {
    const {blocks} = lastTurn(request);
    return blocks.some(({type}) => type === 'tool_result')
      ? echo(request)
      : useTool('Write', {file_path: join(folderOf(request), name), content});
  };
}
