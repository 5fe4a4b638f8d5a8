import {chmodSync, existsSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, expect, it} from 'vitest';
import {type InstallRequest, install} from '../../lib/app/install.ts';
import {uninstall} from '../../lib/app/uninstall.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';
import {putDistribution} from './put-distribution.ts';

// Lays the whole settings file out anew, as the client does; fails when it is told to.
const client = `#!${process.execPath}
const fs = require('node:fs');
const file = process.env.HOME + '/.claude/settings.json';
fs.appendFileSync(process.env.HOME + '/calls', process.argv.slice(2).join(' ') + '\\n');
if (fs.existsSync(process.env.HOME + '/refuse')) {
  console.error('✘ Failed: no room for it');
  process.exit(1);
}
const settings = JSON.parse(fs.readFileSync(file, 'utf8'));
fs.writeFileSync(file, JSON.stringify({enabledPlugins: {}, ...settings}, null, 2));
`;
const settings = '{ "model":"opus" }';

let home: string;
const at = (...names: string[]) => join(home, ...names);
const read = (...names: string[]) => readFileSync(at(...names), 'utf8');

beforeEach(() => {
  home = temporaryFolder();
  putDistribution(at('dist'));
  put(at('.claude', 'settings.json'), settings);
  put(at('claude'), client);
  chmodSync(at('claude'), 0o755);
});

function request(changes: Partial<InstallRequest> = {}): InstallRequest {
  return {
    claudeDir: at('.claude'),
    home: at('data'),
    scope: 'user',
    surface: {surface: 'mod', because: 'asked for'},
    client: {path: at('claude'), environment: {HOME: home}},
    nodePath: '/opt/node',
    distDir: at('dist'),
    now: new Date('2025-11-22T10:00:00.000Z'),
    dryRun: false,
    ...changes,
  };
}

const plugin = () => at('.claude', 'hooks', 'tierwise', 'plugin');
const additions = () => [`plugin marketplace add ${plugin()}`, 'plugin install tierwise@tierwise'];
const calls = () => (existsSync(at('calls')) ? read('calls').trim().split('\n') : []);

it('copies the plugin beside the hooks, tells the client, and keeps every byte of settings.json', async () => {
  expect(await install(request())).toMatchObject({ok: true, value: {plugin: {change: 'added'}}});
  expect(read('.claude', 'hooks', 'tierwise', 'plugin', 'hooks', 'register.js')).toBe('module');
  expect(calls()).toEqual(additions());
  expect(read('.claude', 'settings.json').startsWith('{ "model":"opus",')).toBe(true);

  expect(await install(request())).toMatchObject({ok: true, value: {isChanged: false}});
  expect(calls()).toHaveLength(2);

  expect(await uninstall(request())).toMatchObject({value: {plugin: {change: 'removed'}}});
  expect(calls().slice(2)).toEqual([
    'plugin uninstall tierwise@tierwise',
    'plugin marketplace remove tierwise',
  ]);
  expect(read('.claude', 'settings.json')).toBe(settings);
  expect(existsSync(at('.claude', 'hooks'))).toBe(false);
});

it('a dry run tells nobody and says what would be told', async () => {
  const report = await install(request({dryRun: true}));
  expect(report).toMatchObject({
    value: {plugin: {calls: additions().map((call) => `claude ${call}`)}},
  });
  expect(calls()).toEqual([]);
  expect(read('.claude', 'settings.json')).toBe(settings);
});

it('a client that refuses is told of, and running again tries again', async () => {
  put(at('refuse'), '');
  expect(await install(request())).toMatchObject({
    ok: false,
    failure: {code: 'plugin-not-taken', reason: 'Failed: no room for it'},
  });
  const hooks = {surface: {surface: 'hooks', because: 'asked for'}} as const;
  expect(await install(request(hooks))).toMatchObject({
    ok: true,
    value: {notes: [{code: 'plugin-left', reason: 'Failed: no room for it'}]},
  });
  expect(read('.claude', 'settings.json')).not.toContain('tierwise@tierwise');
  expect(existsSync(join(plugin(), 'hooks', 'register.js'))).toBe(false);
});

it('an install that was cut off before the client was asked is finished by the next one', async () => {
  put(at('refuse'), '');
  await install(request());
  rmSync(at('refuse'));
  rmSync(at('calls'));
  expect(await install(request())).toMatchObject({ok: true});
  expect(calls()).toEqual(additions());
});

it('a plugin that somebody set up by hand is left to them', async () => {
  const own = '{"enabledPlugins": {"tierwise@tierwise": true}}';
  put(at('.claude', 'settings.json'), own);
  const notes = [{code: 'plugin-by-hand'}];
  expect(await install(request())).toMatchObject({value: {plugin: {change: 'by-hand'}, notes}});
  await uninstall(request());
  expect(calls()).toEqual([]);
  expect(read('.claude', 'settings.json')).toBe(own);
});

it('without a client an uninstall says what to run', async () => {
  await install(request());
  const report = await uninstall(request({client: undefined}));
  expect(report).toMatchObject({
    value: {
      notes: [
        {code: 'data-folder-left'},
        {
          code: 'plugin-left',
          calls: [
            'claude plugin uninstall tierwise@tierwise',
            'claude plugin marketplace remove tierwise',
          ],
        },
      ],
    },
  });
  expect(read('.claude', 'settings.json')).toBe(settings);
});
