import {execFileSync} from 'node:child_process';
import fc from 'fast-check';
import {describe, expect, it, vi} from 'vitest';
import {hasStatusLine, planInstall, planUninstall} from '../../../lib/core/setup/plan-settings.ts';
import type {SettingsRecord} from '../../../lib/core/setup/settings-record.ts';
import {statusCommand} from '../../../lib/core/setup/status-command.ts';
import {readOwnStatusLine, wrapCommand} from '../../../lib/core/setup/wrapped-command.ts';
import {entriesOf, settingsTexts} from './settings-texts.ts';

// Hundreds of generated files each: a slow machine needs more than the usual 5 s.
vi.setConfig({testTimeout: 60_000});

const run = {numRuns: Number(process.env.SETUP_RUNS ?? 300)};
const folder = "/home/ann o'neill/.claude/hooks/tierwise";
const ours = statusCommand({nodePath: '/opt/node/bin/node', folder});
const later = statusCommand({nodePath: '/new/node', folder});

/** Each character as JSON may spell it: plain, escaped, or by its number. */
const spellings = fc
  .array(
    fc.oneof(
      fc.constantFrom("'", '\\u0027', "'\\\\''", '\\"', '\\\\', '\\n', '$(x)', ' -- ', '\\u005c'),
      fc.constantFrom('/hooks/tierwise/status-line.cjs', '\\ud83e\\udde9', '🧩', '\u2028', '%s'),
      fc.string({maxLength: 4}).map((text) => JSON.stringify(text).slice(1, -1)),
    ),
    {maxLength: 8},
  )
  .map((parts) => `"${parts.join('')}"`)
  // A command that starts ours is not the person's own.
  .filter((text) => readOwnStatusLine(text) === undefined);

const statusLines = fc
  .tuple(spellings, fc.constantFrom('', ',"padding": 0', ' , "refreshInterval":5 '), fc.boolean())
  .map(([command, rest, isFirst]) =>
    isFirst
      ? `{"command":${command}, "type" : "command"${rest}}`
      : `{ "type": "command",\n\t"command": ${command}${rest}}`,
  );

/** Files as people have them, some with a status line. */
const texts = fc
  .tuple(
    fc.oneof(
      settingsTexts().filter((text) => planInstall(text, entriesOf()).ok && !hasOwn(text)),
      fc.constantFrom(undefined, '{}', '{ }\n', '\uFEFF{\r\n  "model": "opus"\r\n}'),
    ),
    fc.option(statusLines),
  )
  .map(([text, line]) =>
    text === undefined || line === null
      ? text
      : text.replace('{', isEmpty(text) ? `{"statusLine":${line}` : `{"statusLine":${line},`),
  );

function isEmpty(text: string): boolean {
  return Object.keys(JSON.parse(text.replace(/^\uFEFF/, ''))).length === 0;
}

function hasOwn(text: string): boolean {
  return Object.hasOwn(JSON.parse(text.replace(/^\uFEFF/, '')), 'statusLine');
}

function install(
  text: string | undefined,
  statusLine: string | undefined,
  {record, plugin}: {record?: SettingsRecord | undefined; plugin?: boolean} = {},
) {
  const planned = planInstall(text, entriesOf(), record, {
    ...{folder: plugin ? '/c/plugin' : undefined, isOurs: record !== undefined, statusLine},
  });
  if (!planned.ok) {
    throw new Error(planned.failure.code);
  }
  return planned.value;
}

function uninstall(text: string | undefined, record?: SettingsRecord): string | undefined {
  const planned = planUninstall(text, record, {isOurs: true});
  if (!planned.ok) {
    throw new Error(planned.failure.code);
  }
  return planned.value.after;
}

const commandOf = (text: string | undefined): string | undefined =>
  JSON.parse((text ?? '{}').replace(/^\uFEFF/, '')).statusLine?.command;

describe('the status line in settings.json', () => {
  it('comes, moves to another Node, and goes: every byte is given back', () => {
    const wishes = fc.record({
      statusLine: fc.constantFrom(undefined, ours, later),
      plugin: fc.boolean(),
    });
    fc.assert(
      fc.property(texts, fc.array(wishes, {minLength: 1, maxLength: 4}), (text, all) => {
        let state = {after: text, record: undefined as SettingsRecord | undefined};
        for (const {statusLine, plugin} of all) {
          state = install(state.after, statusLine, {record: state.record, plugin});
          expect(hasStatusLine(state.after)).toBe(statusLine !== undefined);
        }
        expect(uninstall(state.after, state.record)).toBe(text);
      }),
      run,
    );
  });

  it('twice changes nothing more, and without it gives the person theirs back', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const first = install(text, ours);
        expect(install(first.after, ours, {record: first.record}).after).toBe(first.after);
        expect(commandOf(install(first.after, undefined, {record: first.record}).after)).toBe(
          commandOf(text),
        );
      }),
      run,
    );
  });

  it('gives the person theirs back when the record is lost', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(commandOf(uninstall(install(text, ours).after))).toBe(commandOf(text));
      }),
      run,
    );
  });

  it('leaves everything else of the status line, and an edit that came in between', () => {
    const text = '{"statusLine": {"type": "command", "command": "date", "padding": 2}}';
    const {after = '', record} = install(text, ours);
    expect(JSON.parse(after).statusLine).toEqual({
      ...{type: 'command', padding: 2},
      command: `${ours} -- 'date'`,
    });
    expect(uninstall(after.replace('"padding": 2', '"padding": 3'), record)).toBe(
      text.replace('2', '3'),
    );
    expect(uninstall(after.replace("'date'", "'date -u'"), record)).toBe(
      text.replace('date', 'date -u'),
    );
  });

  it.each([
    ['none', '{}', undefined],
    ['added', '{}', ours],
    ['wrapped', '{"statusLine":{"type":"command","command":"x"}}', ours],
    ['kept', JSON.stringify({statusLine: {type: 'command', command: ours}}), ours],
    ['replaced', JSON.stringify({statusLine: {type: 'command', command: ours}}), later],
    ['removed', JSON.stringify({statusLine: {type: 'command', command: ours}}), undefined],
    ['by-hand', JSON.stringify({statusLine: {type: 'command', command: `${ours} -- "x"`}}), ours],
    [
      'by-hand',
      JSON.stringify({statusLine: {type: 'command', command: `${ours} -- 'a' b`}}),
      later,
    ],
  ])('says what happens: %s', (change, text, wanted) => {
    expect(install(text, wanted).statusLine).toBe(change);
  });

  it('leaves one that was put there by hand as it is', () => {
    const text = JSON.stringify({statusLine: {type: 'command', command: `${ours} -- "date"`}});
    const {after, record} = install(text, later);
    expect(commandOf(after)).toBe(`${ours} -- "date"`);
    expect(uninstall(after, record)).toBe(text);
  });

  it.each(['null', '"date"', '{}', '{"type":"command","command":7}', '{"command":"date"}'])(
    'refuses to stand in front of %s',
    (value) => {
      const planned = planInstall(`{"statusLine":${value}}`, [], undefined, {
        ...{folder: undefined, isOurs: false, statusLine: ours},
      });
      expect(planned).toMatchObject({failure: {code: 'settings-status-line-unknown'}});
      // Without the wish nothing is asked of it.
      expect(planInstall(`{"statusLine":${value}}`, []).ok).toBe(true);
    },
  );
});

it('sh reads the person’s own command as they wrote it', () => {
  const isReadable = (text: string) => !text.includes('\0') && !/[\ud800-\udfff]/u.test(text);
  const commands = fc
    .array(spellings, {minLength: 30, maxLength: 30})
    .map((all) => all.filter((text) => isReadable(JSON.parse(text))));
  fc.assert(
    fc.property(commands, (all) => {
      const script = all.map((text) =>
        JSON.parse(wrapCommand(text, "one '/hooks/tierwise/status-line.cjs'")),
      );
      const printed = execFileSync(
        'sh',
        ['-c', ['one() { printf "%s\\0" "$3"; }', ...script].join('\n')],
        {
          encoding: 'utf8',
        },
      );
      expect(printed.split('\0').slice(0, -1)).toEqual(all.map((text) => JSON.parse(text)));
    }),
    {numRuns: 20},
  );
});
