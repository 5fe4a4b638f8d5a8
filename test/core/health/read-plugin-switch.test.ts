import {expect, it} from 'vitest';
import {readPluginSwitch} from '../../../lib/core/health/read-plugin-switch.ts';

it.each([
  ['{"enabledPlugins": {"tierwise@tierwise": true}}', true],
  ['\uFEFF{"enabledPlugins": {"tierwise@tierwise": true}}', true],
  ['{"enabledPlugins": {"tierwise@tierwise": false}}', false],
  ['{"enabledPlugins": {"other@market": true}}', false],
  ['{"enabledPlugins": ["tierwise@tierwise"]}', false],
  ['{}', false],
  ['{,}', false],
])('%s switches it on: %s', (text, isOn) => {
  expect(readPluginSwitch(text)).toBe(isOn);
});
