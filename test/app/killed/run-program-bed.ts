import {cpSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {execa} from 'execa';
import {afterAll, beforeAll, onTestFinished} from 'vitest';
import {openRepositoryBed, type RepositoryBed} from '../run-bed.ts';

export interface Ended {
  exitCode: number | undefined;
  signal: string | undefined;
  stdout: string;
  stderr: string;
}

export interface ProgramBed extends RepositoryBed {
  /** The command line as a process; `preload` is loaded into it first. */
  start: (
    args: string[],
    options?: {preload?: string; env?: Record<string, string>; shell?: string},
  ) => {ended: Promise<Ended>; kill: (signal: NodeJS.Signals) => void; pid: number | undefined};
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'tierwise-program-'));
const program = join(folder, 'tierwise.cjs');

/** Bundled as it is installed, once for all tests of a file. */
beforeAll(async () => {
  await build({
    entryPoints: [here('../../../lib/cli/main.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    define: {TIERWISE_VERSION: '"0.0.0"'},
    logLevel: 'error',
  });
  cpSync(here('../../../agents'), join(folder, 'agents'), {recursive: true});
}, 60_000);

afterAll(() => rmSync(folder, {recursive: true, force: true}));

/** The command line as a program, with a fake client and a repository. */
export function openProgramBed(script?: string): ProgramBed {
  const bed = openRepositoryBed(script);
  return {
    ...bed,
    start: (args, {preload, env = {}, shell} = {}) => {
      const load = preload === undefined ? [] : ['--require', here(preload)];
      const command = [process.execPath, ...load, program, ...args];
      const [file = '', ...rest] = shell === undefined ? command : ['sh', '-c', shell, ...command];
      const child = execa(file, rest, {
        cwd: bed.cwd,
        env: {...bed.environment, ...env},
        extendEnv: false,
        reject: false,
        stdin: 'ignore',
      });
      onTestFinished(() => void child.kill('SIGKILL'));
      return {
        pid: child.pid,
        kill: (signal) => void child.kill(signal),
        ended: child.then(({exitCode, signal, stdout, stderr}) => ({
          exitCode,
          signal,
          stdout,
          stderr,
        })),
      };
    },
  };
}
