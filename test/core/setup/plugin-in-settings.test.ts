import fc from 'fast-check';
import {describe, expect, it, vi} from 'vitest';
import {isSameSettings} from '../../../lib/core/setup/is-same-settings.ts';
import {planInstall, planUninstall} from '../../../lib/core/setup/plan-settings.ts';
import type {SettingsRecord} from '../../../lib/core/setup/settings-record.ts';
import {entriesOf, settingsTexts} from './settings-texts.ts';

// Hundreds of generated files each: a slow machine needs more than the usual 5 s.
vi.setConfig({testTimeout: 60_000});

const run = {numRuns: Number(process.env.SETUP_RUNS ?? 300)};
const folder = '/home/ann/.claude/hooks/tierwise/plugin';

/** Files as people have them, some of which name plugins already. */
const texts = fc.oneof(
  settingsTexts().filter((text) => planInstall(text, entriesOf()).ok),
  fc.constantFrom(
    undefined,
    '{}',
    '{"enabledPlugins": { }}',
    '{\n\t"enabledPlugins": {"a@b": false},\n\t"hooks": {}\n}\n',
    '{"extraKnownMarketplaces":{"other":{"source":{"source":"github","repo":"a/b"}}}}',
    '\uFEFF{\r\n  "extraKnownMarketplaces": {\r\n  },\r\n  "model": "opus"\r\n}',
  ),
);
const surfaces = fc.constantFrom('hooks', 'mod', 'both');

function install(
  text: string | undefined,
  surface: string,
  {record, isOurs = false}: {record?: SettingsRecord; isOurs?: boolean} = {},
) {
  const wanted = surface === 'hooks' ? undefined : folder;
  const entries = surface === 'mod' ? [] : entriesOf();
  const planned = planInstall(text, entries, record, {folder: wanted, isOurs});
  if (!planned.ok) {
    throw new Error(planned.failure.code);
  }
  return planned.value;
}

function uninstall(text: string | undefined, record: SettingsRecord): string | undefined {
  const planned = planUninstall(text, record, {isOurs: true});
  if (!planned.ok) {
    throw new Error(planned.failure.code);
  }
  return planned.value.after;
}

const read = (text: string | undefined) => JSON.parse((text ?? '{}').replace(/^\uFEFF/, ''));

describe('the plugin in settings.json', () => {
  it('comes, stays, changes its surface and goes: every byte is given back', () => {
    fc.assert(
      fc.property(texts, fc.array(surfaces, {minLength: 1, maxLength: 4}), (text, choices) => {
        let state = {after: text, record: undefined as SettingsRecord | undefined};
        for (const [at, surface] of choices.entries()) {
          const {record} = state;
          state = install(state.after, surface, {
            isOurs: at > 0,
            ...(record === undefined ? {} : {record}),
          });
          const {enabledPlugins, extraKnownMarketplaces} = read(state.after);
          expect(enabledPlugins?.['tierwise@tierwise']).toBe(
            surface === 'hooks' ? undefined : true,
          );
          expect(extraKnownMarketplaces?.tierwise?.source.path).toBe(
            surface === 'hooks' ? undefined : folder,
          );
        }
        expect(uninstall(state.after, state.record ?? [])).toBe(text);
      }),
      run,
    );
  });

  it('twice changes nothing more', () => {
    fc.assert(
      fc.property(texts, surfaces, (text, surface) => {
        const first = install(text, surface);
        const again = install(first.after, surface, {record: first.record, isOurs: true});
        expect(again.after).toBe(first.after);
        expect(again.record).toEqual(first.record);
      }),
      run,
    );
  });

  it('goes though somebody switched it off meanwhile', () => {
    const {after = '', record} = install('{"a": 1}', 'mod');
    expect(uninstall(after.replace(/("tierwise@tierwise": ?)true/, '$1false'), record)).toBe(
      '{"a": 1}',
    );
  });

  it.each(['enabledPlugins', 'extraKnownMarketplaces'])('needs an object: %s', (key) => {
    const planned = planInstall(`{"${key}": []}`, [], undefined, {folder, isOurs: false});
    expect(planned).toEqual({
      ok: false,
      failure: {code: 'settings-plugins-not-an-object', key, found: 'an array'},
    });
  });
});

describe('two settings files say the same', () => {
  it.each([
    ['{"a": 1, "b": {"c": [1, 2]}}', '{\n  "b": {"c": [1,2]},\n  "a": 1\n}', true],
    ['{"a": 1}', '{"a": 1, "enabledPlugins": {}, "extraKnownMarketplaces": {}}', true],
    [undefined, '{"enabledPlugins": {}}', true],
    ['{"a": 1}', '{"a": 2}', false],
    ['{"a": [1, 2]}', '{"a": [2, 1]}', false],
    ['{"a": 1}', '{"a": 1, "hooks": {}}', false],
    ['{"a": {"0": 1}}', '{"a": [1]}', false],
    ['{"a": 1}', '{', false],
    ['{', '{', false],
  ])('%s and %s: %s', (left, right, isSame) => {
    expect(isSameSettings(left, right)).toBe(isSame);
  });
});
