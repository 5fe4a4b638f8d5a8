import fc from 'fast-check';
import {describe, expect, it, vi} from 'vitest';
import {findMember} from '../../../lib/core/setup/find-member.ts';
import type {HookEntries} from '../../../lib/core/setup/hook-entries.ts';
import {parseSettings} from '../../../lib/core/setup/parse-settings.ts';
import {planInstall, planUninstall} from '../../../lib/core/setup/plan-settings.ts';
import type {SettingsRecord} from '../../../lib/core/setup/settings-record.ts';
import type {SetupResult} from '../../../lib/core/setup/setup-failure.ts';
import {entriesOf, settingsTexts} from './settings-texts.ts';

// Hundreds of generated files each: a slow machine needs more than the usual 5 s.
vi.setConfig({testTimeout: 60_000});

const entries = entriesOf();
const run = {numRuns: Number(process.env.SETUP_RUNS ?? 300)};

/** Generated files where an install is possible: a wrong kind of container is refused elsewhere. */
const texts = () =>
  fc.oneof(
    {weight: 20, arbitrary: settingsTexts().filter((text) => planInstall(text, entries).ok)},
    {weight: 1, arbitrary: fc.constant(undefined)},
  );

describe('install, then uninstall', () => {
  it('gives back every byte', () => {
    fc.assert(
      fc.property(texts(), (text) => {
        const {after, record} = install(text);
        expect(uninstall(after, record)).toBe(text);
      }),
      run,
    );
  });

  it('gives back every byte after reinstalls in between', () => {
    fc.assert(
      fc.property(texts(), fc.array(fc.nat(3), {maxLength: 3}), (text, versions) => {
        let state = install(text);
        for (const version of versions) {
          state = install(state.after, state.record, entriesOf(`/node/${version}`).slice(version));
        }
        expect(uninstall(state.after, state.record)).toBe(text);
      }),
      run,
    );
  });

  it('gives back every byte without the record, unless an empty container was there before', () => {
    fc.assert(
      fc.property(texts(), (text) => {
        fc.pre(text !== undefined);
        const {after, record} = install(text);
        fc.pre(record.every(({container, interior}) => interior === null && container !== 'file'));
        expect(uninstall(after)).toBe(text);
      }),
      run,
    );
  });

  it('without the record leaves nothing of ours, and everything else but emptied containers', () => {
    fc.assert(
      fc.property(texts(), (text) => {
        const rest = uninstall(install(text).after);
        expect(withoutEmpty(rest)).toBe(withoutEmpty(text));
      }),
      run,
    );
  });
});

describe('install', () => {
  it('twice changes nothing more', () => {
    fc.assert(
      fc.property(texts(), fc.boolean(), (text, isRecordKept) => {
        const first = install(text);
        const second = install(first.after, isRecordKept ? first.record : undefined);
        expect(second.after).toBe(first.after);
        if (isRecordKept) {
          expect(second.record).toEqual(first.record);
        }
      }),
      run,
    );
  });

  it('with another node leaves exactly one handler per entry', () => {
    fc.assert(
      fc.property(texts(), fc.boolean(), (text, isRecordKept) => {
        const first = install(text);
        const later = entriesOf('/elsewhere/node');
        const second = install(first.after, isRecordKept ? first.record : undefined, later);
        expect(listOurs(second.after)).toEqual(
          later
            .map(({event, matcher, handler}) => JSON.stringify({event, matcher, handler}))
            .sort(),
        );
      }),
      run,
    );
  });

  it('adds our handlers to the meaning of the file and nothing else', () => {
    fc.assert(
      fc.property(texts(), (text) => {
        const {after} = install(text);
        expect(listOurs(after)).toHaveLength(entries.length);
        expect(meaning(withoutOurs(after, text))).toBe(meaning(read(text)));
      }),
      run,
    );
  });

  it('only inserts: taking out what was put in leaves the old text', () => {
    fc.assert(
      fc.property(texts(), (text) => {
        const {after = '', record} = install(text);
        fc.pre(text !== undefined && record.every(({interior}) => interior === null));
        expect(isSubsequence(text, after)).toBe(true);
      }),
      run,
    );
  });
});

describe('an edit by the user between install and uninstall', () => {
  it('survives byte for byte: a key of their own', () => {
    fc.assert(
      fc.property(texts(), (text) => {
        fc.pre(text !== undefined && Object.keys(read(text) as object).length > 0);
        const edit = (each = '') => each.replace('{', '{ "theirs" : [ ] ,\t');
        const {after, record} = install(text);
        expect(uninstall(edit(after), record)).toBe(edit(text));
      }),
      run,
    );
  });

  it('survives: another hook, another layout, one of ours taken out', () => {
    const edits = fc.record({
      event: fc.constantFrom(...entries.map(({event}) => event), 'Notification'),
      isAdding: fc.boolean(),
      isFirst: fc.boolean(),
      unit: fc.constantFrom(undefined, 0, 2, '\t'),
      taken: fc.nat(entries.length),
    });
    fc.assert(
      fc.property(texts(), edits, (text, {event, isAdding, isFirst, unit, taken}) => {
        fc.pre(text === undefined || hasPlainHooks(text));
        const theirs = {hooks: [{type: 'command', command: 'theirs'}]};
        const edit = (each: string | undefined) => {
          const settings = read(each) as Settings;
          if (isAdding) {
            settings.hooks ??= {};
            settings.hooks[event] ??= [];
            settings.hooks[event][isFirst ? 'unshift' : 'push'](theirs);
          }
          return settings;
        };
        const {after, record} = install(text);
        const edited = edit(after);
        takeOut(edited, entries[taken]);
        const rest = uninstall(JSON.stringify(edited, null, unit), record);
        expect(meaning(read(rest))).toBe(meaning(edit(text)));
      }),
      run,
    );
  });

  it('keeps their group when they moved our handler into it', () => {
    const {after = '', record} = install('{\n  "model": "opus"\n}\n');
    const settings = JSON.parse(after);
    const [ours] = settings.hooks.Stop[0].hooks;
    const theirs = {type: 'command', command: 'say done'};
    settings.hooks.Stop = [{hooks: [theirs, ours]}];

    const rest = uninstall(JSON.stringify(settings, null, 2), record) ?? '';

    expect(JSON.parse(rest)).toEqual({model: 'opus', hooks: {Stop: [{hooks: [theirs]}]}});
  });

  it('keeps their fields on a group of ours', () => {
    const {after = '', record} = install('{}');
    const settings = JSON.parse(after);
    settings.hooks.Stop[0].note = 'theirs';
    const rest = uninstall(JSON.stringify(settings), record) ?? '';
    expect(JSON.parse(rest)).toEqual({hooks: {Stop: [{hooks: [], note: 'theirs'}]}});
  });

  it('keeps a file that we created and they used', () => {
    const {after = '', record} = install(undefined);
    const settings = {...JSON.parse(after), model: 'opus'};
    expect(uninstall(JSON.stringify(settings), record)).toBe('{"model":"opus"}');
  });

  it('removes arrays that we created when they took our handlers out by hand', () => {
    const {record} = install('{"model": "opus"}');
    expect(uninstall('{"model": "opus","hooks":{"Stop":[]}}', record)).toBe('{"model": "opus"}');
  });
});

describe('the text of an install', () => {
  it('looks like the file around it', () => {
    const text = '{\r\n\t"model": "opus",\r\n\t"hooks": {\r\n\t\t"Stop": []\r\n\t}\r\n}\r\n';
    const {after} = install(text, undefined, entries.slice(4, 5));
    expect(after).toBe(
      [
        '{',
        '\t"model": "opus",',
        '\t"hooks": {',
        '\t\t"Stop": [',
        '\t\t\t{',
        '\t\t\t\t"hooks": [',
        '\t\t\t\t\t{',
        '\t\t\t\t\t\t"type": "command",',
        '\t\t\t\t\t\t"command": "/opt/node/bin/node",',
        '\t\t\t\t\t\t"args": [',
        '\t\t\t\t\t\t\t"/home/ann/.claude/hooks/tierwise/post-tool-metrics.cjs"',
        '\t\t\t\t\t\t],',
        '\t\t\t\t\t\t"timeout": 15',
        '\t\t\t\t\t}',
        '\t\t\t\t]',
        '\t\t\t}',
        '\t\t]',
        '\t}',
        '}',
        '',
      ].join('\r\n'),
    );
  });

  it('stays in one line when the file does', () => {
    const {after = ''} = install('{"model":"opus"}\n');
    expect(after.indexOf('\n')).toBe(after.length - 1);
  });

  it('is laid out in a file that says nothing about layout', () => {
    for (const text of [undefined, '{}', '{}\n']) {
      expect(install(text).after).toMatch(
        /^\{\n {2}"hooks": \{\n {4}"UserPromptSubmit": \[\n {6}\{\n/,
      );
    }
  });
});

describe('what a plan tells', () => {
  it('what happens to each entry', () => {
    const changes = (text: string | undefined, list: HookEntries) => {
      const plan = planInstall(text, list);
      return plan.ok
        ? plan.value.edits.map(({change, event}) => `${change} ${event}`)
        : plan.failure;
    };
    const {after} = install(undefined, undefined, entries.slice(0, 2));
    expect(changes(after, entries.slice(1, 3))).toEqual([
      'kept PreToolUse',
      'added PostToolUse',
      'removed UserPromptSubmit',
    ]);
    expect(changes(after, entriesOf('/other').slice(0, 1))).toEqual([
      'replaced UserPromptSubmit',
      'removed PreToolUse',
    ]);
  });

  it('that the client runs no hooks', () => {
    const plan = (text: string) => {
      const result = planInstall(text, entries);
      return result.ok && result.value.areHooksDisabled;
    };
    expect(plan('{"disableAllHooks": true}')).toBe(true);
    expect(plan('{"disableAllHooks": false}')).toBe(false);
    expect(plan('{"disableAllHooks": true, "disableAllHooks": false}')).toBe(false);
    expect(plan('{"env": {"disableAllHooks": true}}')).toBe(false);
  });
});

describe('a file that cannot be edited', () => {
  const at = (line: number, column: number, problem: string) => ({
    ok: false,
    failure: {code: 'settings-not-json', line, column, problem},
  });

  it.each([
    ['a comment', '{\n  // mine\n}', at(2, 3, 'comment')],
    ['a block comment', '\uFEFF/* mine */{}', at(1, 1, 'comment')],
    ['a trailing comma', '{\r\n  "a": 1,\r\n}', at(2, 9, 'trailing-comma')],
    ['a trailing comma in an array', '{"a": [1, ]}', at(1, 9, 'trailing-comma')],
    ['a cut file', '{\n "a": {', at(2, 8, 'unexpected-end')],
    ['an empty file', '', at(1, 1, 'empty')],
    ['a blank file', ' \n', at(1, 1, 'empty')],
    ['two texts', '{}\n{}', at(2, 1, 'unexpected-text')],
    ['a single quote', "{'a': 1}", at(1, 2, 'unexpected-text')],
    ['a missing comma', '{"a": 1 "b": 2}', at(1, 9, 'unexpected-text')],
  ])('%s is refused with its place', (_, text, expected) => {
    expect(planInstall(text, entries)).toEqual(expected);
    expect(planUninstall(text)).toEqual(expected);
  });

  it.each([
    ['an array outside', '[]', {code: 'settings-not-an-object', found: 'an array'}],
    ['hooks null', '{"hooks": null}', {code: 'settings-hooks-not-an-object', found: 'null'}],
    [
      'an event that is an object',
      '{"hooks": {"Stop": {}}}',
      {code: 'settings-event-not-an-array', event: 'Stop', found: 'an object'},
    ],
  ])('%s is refused by name', (_, text, failure) => {
    expect(planInstall(text, entries)).toEqual({ok: false, failure});
  });

  it('is left alone by an uninstall that finds nothing of ours in it', () => {
    for (const text of [
      '{"hooks": null}',
      '{"hooks": {"Stop": {}}}',
      '{"hooks": [["Stop", []]]}',
    ]) {
      expect(uninstall(text)).toBe(text);
      expect(uninstall(text, install('{}').record)).toBe(text);
    }
  });

  it('is a value for any damage, never an exception', () => {
    const damaged = fc
      .tuple(
        settingsTexts(),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom('', ',', '}', '"', '\\', '/', '\u0000', '0', '\u00a0', '\uFEFF', "'"),
      )
      .map(([text, place, length, instead]) => {
        const start = place % (text.length + 1);
        return text.slice(0, start) + instead + text.slice(start + length);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        const result = planInstall(text, entries);
        const body = text.replace(/^\uFEFF/, '');
        if (result.ok || result.failure.code !== 'settings-not-json') {
          expect(() => JSON.parse(body)).not.toThrow();
          return;
        }
        const {line, column} = result.failure;
        const found = body.split(/\r\n|\n|\r/)[line - 1] ?? '';
        expect(() => JSON.parse(body)).toThrow();
        expect(column).toBeLessThanOrEqual(found.length + 1);
      }),
      run,
    );
  });
});

type Settings = {hooks?: Record<string, {hooks?: unknown}[]>};

function install(text: string | undefined, record?: SettingsRecord, list = entries) {
  return take(planInstall(text, list, record));
}

function uninstall(text: string | undefined, record?: SettingsRecord) {
  return take(planUninstall(text, record)).after;
}

function take<Value>(result: SetupResult<Value>): Value {
  if (!result.ok) {
    throw new Error(result.failure.code);
  }
  return result.value;
}

function read(text: string | undefined): unknown {
  return JSON.parse((text ?? '{}').replace(/^\uFEFF/, ''));
}

/** Order counts, and an own `__proto__` is a key like any other. */
function meaning(value: unknown): string {
  return JSON.stringify(value);
}

const isOurs = (handler: unknown) =>
  JSON.stringify((handler as {args?: unknown} | null)?.args ?? '').includes('/hooks/tierwise/') &&
  JSON.stringify(handler).includes('.cjs');

/** What the client would run of ours; written without the code under test. */
function listOurs(text: string | undefined): string[] {
  const found: string[] = [];
  for (const [event, groups] of Object.entries((read(text) as Settings).hooks ?? {})) {
    for (const group of Array.isArray(groups) ? groups : []) {
      const {hooks, matcher} = (group ?? {}) as {hooks?: unknown; matcher?: string};
      for (const handler of Array.isArray(hooks) ? hooks.filter(isOurs) : []) {
        found.push(JSON.stringify({event, matcher, handler}));
      }
    }
  }
  return found.sort();
}

function withoutOurs(text: string | undefined, before: string | undefined): unknown {
  const settings = read(text) as Settings;
  const old = (read(before) as Settings).hooks;
  for (const [event, groups] of Object.entries(settings.hooks ?? {})) {
    const isGroupOfOurs = ({hooks}: {hooks?: unknown}) =>
      Array.isArray(hooks) && hooks.some(isOurs);
    const rest = Array.isArray(groups)
      ? groups.filter((group) => !isGroupOfOurs(group ?? {}))
      : groups;
    if (Array.isArray(rest) && rest.length === 0 && old?.[event] === undefined) {
      delete settings.hooks?.[event];
    } else if (Array.isArray(rest) && settings.hooks) {
      Object.defineProperty(settings.hooks, event, {
        value: rest,
        enumerable: true,
        configurable: true,
      });
    }
  }
  if (old === undefined && Object.keys(settings.hooks ?? {}).length === 0) {
    delete settings.hooks;
  }
  return settings;
}

function takeOut(settings: Settings, entry: HookEntries[number] | undefined): void {
  const groups = entry && settings.hooks?.[entry.event];
  const index = groups?.findIndex(({hooks}) => Array.isArray(hooks) && hooks.some(isOurs)) ?? -1;
  if (index >= 0) {
    groups?.splice(index, 1);
  }
}

/** No repeated `hooks` or events: JSON.parse, and so an edit through it, drops all but the last. */
function hasPlainHooks(text: string): boolean {
  const parsed = parseSettings(text.replace(/^\uFEFF/, ''));
  const hooks = parsed.ok ? findMember(parsed.value, 'hooks')?.children?.[1] : undefined;
  const groups = Object.values((read(text) as Settings).hooks ?? {});
  return (
    (hooks?.type ?? 'object') === 'object' &&
    groups.every((each) => Array.isArray(each) && each.every((group) => group !== null))
  );
}

function withoutEmpty(text: string | undefined): string {
  const settings = read(text) as Settings;
  for (const [event, groups] of Object.entries(settings.hooks ?? {})) {
    if (Array.isArray(groups) && groups.length === 0) {
      delete settings.hooks?.[event];
    }
  }
  if (Object.keys(settings.hooks ?? {}).length === 0) {
    delete settings.hooks;
  }
  return meaning(settings);
}

function isSubsequence(part: string, whole: string): boolean {
  let index = 0;
  for (const unit of whole) {
    if (part.startsWith(unit, index)) {
      index += unit.length;
    }
  }
  return index === part.length;
}
