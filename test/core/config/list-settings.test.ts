import {expect, it} from 'vitest';
import {type ConfigLayers, listSettings} from '../../../lib/core/config/list-settings.ts';

function settingOf(key: string, layers: Partial<ConfigLayers>) {
  const {value, origin} =
    listSettings({
      user: {},
      userFile: '/u',
      project: {},
      projectFile: '/p',
      environment: {},
      ...layers,
    }).find((each) => each.key === key) ?? {};
  return [value, origin];
}

it('without files everything is at its default', () => {
  const settings = listSettings({
    user: {},
    userFile: '/u',
    project: {},
    projectFile: '/p',
    environment: {},
  });
  expect(settings.every(({origin, from}) => origin === 'default' && from === null)).toBe(true);
});

it.each<[string, Partial<ConfigLayers>, unknown[]]>([
  ['mode', {user: {mode: 'directive'}}, ['directive', 'user']],
  ['mode', {user: {mode: 'directive'}, project: {mode: 'observe'}}, ['observe', 'project']],
  ['mode', {user: {mode: 'off'}, project: {mode: 'observe'}}, ['off', 'user']],
  ['mode', {user: {mode: 'observe'}, project: {mode: 'off'}}, ['off', 'project']],
  [
    'mode',
    {project: {mode: 'off'}, environment: {TIERWISE_MODE: 'directive'}},
    ['directive', 'environment'],
  ],
  ['mode', {user: {mode: 'observe'}, environment: {TIERWISE_MODE: 'x'}}, ['observe', 'user']],
  ['maxTier', {user: {maxTier: 'haiku'}, project: {maxTier: 'opus'}}, ['haiku', 'user']],
  ['maxTier', {user: {maxTier: 'opus'}, project: {maxTier: 'haiku'}}, ['haiku', 'project']],
  ['enforcement', {environment: {TIERWISE_ENFORCE: 'strict'}}, ['strict', 'environment']],
  ['tier', {environment: {TIERWISE_TIER: 'opus'}}, ['opus', 'environment']],
  ['economics', {environment: {TIERWISE_ECONOMICS: 'off'}}, ['off', 'environment']],
])('%s from %j', (key, layers, expected) => {
  expect(settingOf(key, layers)).toEqual(expected);
});

it("a project's rules come before the user's", () => {
  const [theirs, mine] = [
    {when: {}, tier: 'haiku' as const},
    {when: {}, tier: 'opus' as const},
  ];
  expect(settingOf('rules', {user: {rules: [mine]}, project: {rules: [theirs]}})).toEqual([
    [theirs, mine],
    'project',
  ]);
});
