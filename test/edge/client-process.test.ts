import {execFileSync} from 'node:child_process';
import {join} from 'node:path';
import {build} from 'esbuild';
import {expect, test} from 'vitest';
import {temporaryFolder} from './temporary-folder.ts';

test.runIf(process.platform === 'linux')(
  "the client's own command line tells its model, and whether a machine reads it",
  async () => {
    const folder = temporaryFolder();
    const program = join(folder, 'read.cjs');
    await build({
      stdin: {
        contents: `
          import {readClientProcess} from './lib/edge/client-process.ts';
          process.stdout.write(JSON.stringify(readClientProcess()));`,
        resolveDir: process.cwd(),
      },
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    // A client of one line, that starts the hook as the real one does: without a shell.
    const client =
      'require("child_process").execFileSync(process.execPath,[process.env.HOOK],{stdio:"inherit"})';
    const read = (...flags: string[]) =>
      JSON.parse(
        execFileSync(process.execPath, ['-e', client, '--', '-p', 'a prompt', ...flags], {
          env: {...process.env, HOOK: program},
          encoding: 'utf8',
        }),
      );
    const nothing = {isMachineRead: false, addedFolders: []};
    expect(read()).toEqual(nothing);
    expect(read('--model', 'opus')).toEqual({...nothing, model: 'opus'});
    expect(read('--model=haiku')).toEqual({...nothing, model: 'haiku'});
    expect(read('--json-schema', '{}')).toEqual({...nothing, isMachineRead: true});
    expect(read('--json-schema={}')).toEqual({...nothing, isMachineRead: true});
    expect(read('--input-format', 'stream-json')).toEqual({...nothing, isMachineRead: true});
    expect(read('--input-format=text')).toEqual(nothing);
    expect(read('say --model opus')).toEqual(nothing);
    const added = ['--add-dir', '/a', '/b', '--verbose', '--add-dir=/c', '--add-dir', '/d'];
    expect(read(...added)).toEqual({...nothing, addedFolders: ['/a', '/b', '/c', '/d']});
  },
);
