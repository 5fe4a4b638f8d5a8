import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Command} from 'commander';
import {vi} from 'vitest';
import {run} from '../../lib/cli/run.ts';

export interface Called {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** Calls a verb as the command line does, with a home of its own and nothing else in the environment. */
export async function call(
  verbs: readonly Command[],
  args: readonly string[],
  {home, environment = {}}: {home: string; environment?: Record<string, string>},
): Promise<Called> {
  const project = join(home, 'project');
  mkdirSync(project, {recursive: true});
  mkdirSync(join(home, 'dist'), {recursive: true});
  writeFileSync(join(home, 'dist', 'tierwise'), '');
  const [argv, env] = [process.argv, process.env];
  const written = {stdout: '', stderr: ''};
  const catchInto = (name: 'stdout' | 'stderr') =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += String(text);
      return true;
    });
  const spies = [
    catchInto('stdout'),
    catchInto('stderr'),
    vi.spyOn(process, 'cwd').mockReturnValue(project),
  ];
  process.argv = [process.execPath, join(home, 'dist', 'tierwise'), ...args];
  process.env = {HOME: home, PATH: '/usr/bin:/bin', ...environment};
  process.exitCode = 0;
  try {
    await run(verbs);
    return {...written, exitCode: Number(process.exitCode)};
  } finally {
    process.argv = argv;
    process.env = env;
    process.exitCode = 0;
    for (const spy of spies) {
      spy.mockRestore();
    }
  }
}
