import {execa} from 'execa';
import {expect, test} from 'vitest';
import {engineCalls} from '../../../lib/mod/engine.ts';
import {type ModBed, openModBed} from './open-mod-bed.ts';
import {riskyPrompt, runTurn, smallPrompt} from './run-turn.ts';

function claude({sandbox}: ModBed, ...args: string[]) {
  return execa(sandbox.client, args, {
    cwd: sandbox.project,
    env: sandbox.env,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    timeout: 30_000,
  });
}

test('validate passes, and the module makes the calls that engine.ts names', async () => {
  const bed = await openModBed();
  const {exitCode, stdout} = await claude(bed, 'plugin', 'validate', bed.plugin);
  expect(stdout).toContain('Validation passed');
  expect(exitCode).toBe(0);
  const lines = stdout.split('\n').filter((line) => line.includes('register.js calls:'));
  const calls = new Set(lines.flatMap((line) => line.match(/\$\.[a-z]+\.[a-z]+/gi) ?? []));
  expect([...calls].sort()).toEqual(engineCalls.map(({call}) => call).sort());
});

test('marketplace add and install are enough, and the plugin goes again', async () => {
  const bed = await openModBed();
  const add = await claude(bed, 'plugin', 'marketplace', 'add', bed.plugin);
  expect(add.exitCode, add.stdout + add.stderr).toBe(0);
  const install = await claude(bed, 'plugin', 'install', 'tierwise@tierwise');
  expect(install.exitCode, install.stdout + install.stderr).toBe(0);

  const own = {hasPlugin: false};
  const moved = await runTurn(bed, smallPrompt, own);
  expect(moved).toMatchObject({exitCode: 0, main: ['haiku']});
  const resume = {...own, args: ['--resume', moved.session], model: null};
  expect(await runTurn(bed, riskyPrompt, resume)).toMatchObject({exitCode: 0, main: ['opus']});
  expect(await runTurn(bed, '/tier haiku', own)).toMatchObject({exitCode: 0, main: []});

  expect((await claude(bed, 'plugin', 'uninstall', 'tierwise@tierwise')).exitCode).toBe(0);
  expect(await runTurn(bed, smallPrompt, own)).toMatchObject({exitCode: 0, main: ['opus']});
});
