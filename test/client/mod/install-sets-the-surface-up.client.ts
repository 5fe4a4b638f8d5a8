import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';
import {expect, onTestFinished, test} from 'vitest';
import {type Bed, openBed} from '../harness/open-bed.ts';
import {projectRoot} from '../harness/project-root.ts';
import {ask, smallPrompt} from '../routing/ask.ts';
import {hookContexts} from '../stub/hook-contexts.ts';
import {openModBed} from './open-mod-bed.ts';
import {riskyPrompt, runTurn} from './run-turn.ts';

// Written by hand, as people do.
const settings = `{
\t"theme": "dark", "permissions": {"deny": []},

\t"includeCoAuthoredBy": false
}`;

function tierwise({sandbox}: Bed, ...args: string[]) {
  const cli = path.join(projectRoot, 'dist', 'tierwise.cjs');
  return execa(process.execPath, [cli, ...args], {
    cwd: sandbox.project,
    env: sandbox.env,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    timeout: 120_000,
  });
}

function readSettings({sandbox}: Bed): Promise<string> {
  return readFile(path.join(sandbox.home, '.claude', 'settings.json'), 'utf8');
}

test('2.1.330 gets the plugin, and settings.json its bytes back', async () => {
  const bed = await openModBed();
  await bed.sandbox.writeHomeFile('.claude/settings.json', settings);

  const rehearsal = await tierwise(bed, 'install', '--yes', '--dry-run', '--json');
  expect(JSON.parse(rehearsal.stdout)).toMatchObject({
    surface: {surface: 'mod', because: 'Claude Code 2.1.330 loads plugins that choose the model'},
    plugin: {
      change: 'added',
      calls: [
        expect.stringContaining('claude plugin marketplace add'),
        'claude plugin install tierwise@tierwise',
      ],
    },
  });
  expect(await readSettings(bed)).toBe(settings);

  const install = await tierwise(bed, 'install', '--yes');
  expect(install.exitCode, install.stdout + install.stderr).toBe(0);
  expect(install.stdout).toContain('as a plugin: Claude Code 2.1.330');
  expect(install.stdout).toContain('Undo:');
  const installed = await readSettings(bed);
  expect(installed.startsWith(settings.slice(0, settings.indexOf('false')))).toBe(true);
  expect(JSON.parse(installed)).toMatchObject({enabledPlugins: {'tierwise@tierwise': true}});
  expect(installed).not.toContain('hybrid-selector');

  const own = {hasPlugin: false};
  const moved = await runTurn(bed, smallPrompt, own);
  expect(moved).toMatchObject({exitCode: 0, main: ['haiku']});
  const resume = {...own, args: ['--resume', moved.session], model: null};
  expect(await runTurn(bed, riskyPrompt, resume)).toMatchObject({main: ['opus']});
  const doctor = await tierwise(bed, 'doctor');
  expect(doctor.stdout).toContain('alive: the plugin');
  expect(doctor.exitCode, doctor.stdout).toBe(0);

  const again = await tierwise(bed, 'install', '--yes');
  expect(again.stdout).toContain('is already installed for you');
  expect(await readSettings(bed)).toBe(installed);

  const uninstall = await tierwise(bed, 'uninstall', '--yes');
  expect(uninstall.exitCode, uninstall.stdout + uninstall.stderr).toBe(0);
  expect(await readSettings(bed)).toBe(settings);
  expect(await runTurn(bed, smallPrompt, own)).toMatchObject({main: ['opus']});
  const {stdout} = await execa(bed.sandbox.client, ['plugin', 'list', '--json'], {
    env: bed.sandbox.env,
    extendEnv: false,
  });
  expect(JSON.parse(stdout)).toEqual([]);
});

test('both: the hooks stand down beside the plugin, and the change to hooks alone takes it out', async () => {
  const bed = await openModBed();
  const install = await tierwise(bed, 'install', '--yes', '--surface', 'both');
  expect(install.exitCode, install.stdout + install.stderr).toBe(0);
  const own = {hasPlugin: false};
  expect(await runTurn(bed, smallPrompt, own)).toMatchObject({main: ['haiku'], agents: []});
  expect(bed.stub.messages().flatMap(hookContexts)).toEqual([]);

  const change = await tierwise(bed, 'install', '--yes', '--surface', 'hooks');
  expect(change.exitCode, change.stdout + change.stderr).toBe(0);
  expect(await readSettings(bed)).not.toContain('tierwise@tierwise');
  expect(await ask(bed, smallPrompt)).toMatchObject({main: ['opus', 'opus'], agents: ['haiku']});
});

test('2.1.197 gets hooks, and is told why', async () => {
  const bed = await openBed({version: '2.1.197'});
  onTestFinished(bed.close);
  const refused = await tierwise(bed, 'install', '--yes', '--surface', 'mod');
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain('2.1.287 is the first that does');
  expect(refused.stderr).toContain('install --surface hooks');

  const install = await tierwise(bed, 'install', '--yes');
  expect(install.exitCode, install.stdout + install.stderr).toBe(0);
  expect(install.stdout.replace(/\s+/g, ' ')).toContain(
    'as hooks: Claude Code 2.1.197 loads no such plugins; 2.1.287 is the first that does',
  );
  expect(await ask(bed, smallPrompt)).toMatchObject({main: ['opus', 'opus'], agents: ['haiku']});
});
