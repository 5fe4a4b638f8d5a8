import {expect, it} from 'vitest';
import {findModObstacle} from '../../../lib/core/health/find-mod-obstacle.ts';
import type {ClientFacts} from '../../../lib/core/health/judge-client.ts';
import type {SettingsFacts} from '../../../lib/core/health/judge-settings.ts';

const client = (answer: string): ClientFacts => ({state: 'found', path: '/bin/claude', answer});
const newest = client('2.1.330 (Claude Code)');
const settings = (scope: SettingsFacts['scope'], content: object | string): SettingsFacts[] => [
  {scope, file: '/s.json', text: typeof content === 'string' ? content : JSON.stringify(content)},
];
const onlyManagedMods = {
  pluginConfigs: {
    'cc-plugin-sec-default@builtin': {options: {allowManagedModsOnly: true}},
  },
};

it.each([
  ['the newest client', newest, []],
  ['the first client with mods', client('2.1.287'), []],
  ['settings that say nothing', newest, settings('user', {disableAllHooks: false})],
  ['a file that is no JSON', newest, settings('user', '{')],
  ['what only an administrator may forbid', newest, settings('user', onlyManagedMods)],
] as [string, ClientFacts, SettingsFacts[]][])('nothing speaks against: %s', (_, facts, files) => {
  expect(findModObstacle(facts, files)).toBeUndefined();
});

it.each([
  ['an older client', client('2.1.286'), [], '2.1.287 is the first that does'],
  ['no client', {state: 'missing'}, [], 'no `claude` on the PATH'],
  ['a broken one', {state: 'broken', path: '/c', reason: 'x'}, [], 'does not tell its version'],
  ['disableAllHooks', newest, settings('project', {disableAllHooks: true}), 'disableAllHooks'],
  ['managed hooks only', newest, settings('managed', {allowManagedHooksOnly: true}), 'hooks only'],
  ['managed mods only', newest, settings('managed', onlyManagedMods), 'mods only'],
  [
    'the same without options',
    newest,
    settings('managed', {
      pluginConfigs: {'cc-plugin-sec-default@builtin': {allowManagedModsOnly: true}},
    }),
    'mods only',
  ],
] as [string, ClientFacts, SettingsFacts[], string][])('%s', (_, facts, files, because) => {
  expect(findModObstacle(facts, files)).toContain(because);
});
