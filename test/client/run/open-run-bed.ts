import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {execa} from 'execa';
import {onTestFinished} from 'vitest';
import type {ClientVersion} from '../harness/client-version.ts';
import {type Bed, openBed} from '../harness/open-bed.ts';
import {projectRoot} from '../harness/project-root.ts';
import type {Script} from '../stub/script.ts';

interface Called {
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
}

export interface RunBed extends Bed {
  /** What a person types, in the project. */
  tierwise: (
    args: string[],
    options?: {input?: string; env?: Record<string, string>},
  ) => Promise<Called>;
  /** The same, without waiting for its end. */
  start: (args: string[]) => {kill: (signal: NodeJS.Signals) => void; ended: Promise<Called>};
  /** Every fact of the only run. */
  journal: () => Record<string, unknown>[];
  data: string;
}

const cli = path.join(projectRoot, 'dist', 'tierwise.cjs');

/** Opens a bed in which `tierwise` is the built command line; nothing is installed. */
export async function openRunBed(
  version: ClientVersion,
  {script, env}: {script?: Script; env?: Record<string, string>} = {},
): Promise<RunBed> {
  // The client asks ten times again by itself, for minutes: once is enough to see that it does.
  const patience = {CLAUDE_CODE_MAX_RETRIES: '1', ...env};
  const bed = await openBed({version, env: patience, ...(script === undefined ? {} : {script})});
  onTestFinished(bed.close);
  const {sandbox} = bed;
  const data = path.join(sandbox.home, '.claude', 'tierwise');
  const call = (
    args: string[],
    {input = '', env: more = {}}: {input?: string; env?: Record<string, string>} = {},
  ) =>
    execa(process.execPath, [cli, ...args], {
      cwd: sandbox.project,
      env: {...sandbox.env, ...more},
      extendEnv: false,
      input,
      reject: false,
      timeout: 300_000,
    });
  return {
    ...bed,
    data,
    start: (args) => {
      const child = call(args);
      return {kill: (signal) => void child.kill(signal), ended: child.then(readEnd)};
    },
    tierwise: async (args, options) => readEnd(await call(args, options)),
    journal: () => {
      const [run = ''] = readdirSync(path.join(data, 'runs'));
      return readFileSync(path.join(data, 'runs', run, 'journal.jsonl'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
    },
  };
}

function readEnd({
  exitCode,
  stdout,
  stderr,
}: {
  exitCode?: number | undefined;
  stdout: string;
  stderr: string;
}): Called {
  return {exitCode, stdout, stderr};
}

/** Waits until the condition holds, for a minute at most. */
export async function eventually(holds: () => boolean): Promise<void> {
  const end = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > end) {
      throw new Error('it never came true');
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
