import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {isJob} from '../../../lib/core/queue/job.ts';
import {makeJob} from '../../../lib/core/queue/make-job.ts';
import {parseImport} from '../../../lib/core/queue/parse-import.ts';
import {parseWhen} from '../../../lib/core/queue/parse-when.ts';
import {readDraft} from '../../../lib/core/queue/read-draft.ts';
import {anyJson, nearValid} from '../near-valid.ts';

const zone = 'Europe/Berlin';
const nowMs = Date.parse('2026-11-26T20:00:00Z');
const world = {nowMs, zone, resolve: (path: string) => `/p/${path}`};
const read = (said: unknown) => readDraft(said, world);

const full = {
  prompt: 'fix it',
  cwd: 'app',
  priority: '5',
  after: ['k7f3'],
  not_before: '22:00',
  deadline: '2026-12-01',
  tier: 'haiku',
  verify: 'npm test',
  max_usd: 2.5,
  timeout: '10m',
  attempts: '3',
  allowed_tools: ['Bash(npm test:*)'],
};

describe('readDraft', () => {
  it('reads every field, from options and from a file alike', () => {
    expect(read(full)).toEqual({
      ok: true,
      draft: {
        prompt: 'fix it',
        cwd: '/p/app',
        priority: 5,
        after: ['k7f3'],
        not_before: '2026-11-26T21:00:00.000Z',
        deadline: '2026-11-30T23:00:00.000Z',
        tier: 'haiku',
        verify: 'npm test',
        max_usd: 2.5,
        timeout_ms: 600_000,
        attempts: 3,
        allowed_tools: ['Bash(npm test:*)'],
      },
    });
  });

  it.each([
    [{priority: 'high'}, 'priority cannot be "high". It takes a whole number'],
    [{tier: 'fable'}, 'It takes haiku, sonnet or opus.'],
    [{max_usd: 0}, 'It takes an amount above 0'],
    [{max_usd: ''}, 'It takes an amount above 0'],
    [{timeout: '0s'}, 'such as 30m'],
    [{attempts: 0}, 'from 1 to 10'],
    [{deadline: '2026-02-30'}, 'It takes a time'],
    [{pirority: 1}, 'There is no "pirority". There are: prompt,'],
    [{__proto__: null, constructor: 1}, 'There is no "constructor".'],
    [{prompt: '  '}, 'the text of a prompt'],
    ['text', 'A job is a JSON object.'],
  ])('refuses %j and says what is right', (said, expected) => {
    const draft = read(said);
    expect(draft.ok ? '' : draft.problem).toContain(expected);
  });

  it('gives a job that can be stored, or a problem, whatever was said', () => {
    fc.assert(
      fc.property(fc.oneof(anyJson(), nearValid([full])), (said) => {
        const draft = read(said);
        if (draft.ok) {
          const job = makeJob(draft.draft, {id: 'k7f3', addedAt: '', cwd: '/p'});
          expect(isJob(JSON.parse(JSON.stringify(job)))).toBe(true);
        } else {
          expect(draft.problem).toMatch(/\S/);
        }
      }),
      {numRuns: 500},
    );
  });
});

describe('parseWhen', () => {
  const write = (text: string) => {
    const at = parseWhen(text, {nowMs, zone});
    return at === undefined ? undefined : new Date(at).toISOString().slice(0, 16);
  };

  it.each([
    ['2h', '2026-11-26T22:00'],
    ['1d', '2026-11-27T20:00'],
    ['22:00', '2026-11-26T21:00'],
    ['20:00', '2026-11-27T19:00'],
    ['2026-12-01', '2026-11-30T23:00'],
    ['2026-07-01 08:30', '2026-07-01T06:30'],
    ['2026-07-01T08:30Z', '2026-07-01T08:30'],
    ['2026-07-01T08:30:00+05:30', '2026-07-01T03:00'],
  ])('%s', (text, expected) => {
    expect(write(text)).toBe(expected);
  });

  it.each([
    '',
    'tomorrow',
    '25:00',
    '2026-13-01',
    '2026-02-30',
    '2h30m',
    '-2h',
    '2026-07-01T08:30:61Z',
  ])('refuses %j', (text) => {
    expect(write(text)).toBeUndefined();
  });
});

describe('parseImport', () => {
  const names = (text: string) => {
    const read = parseImport(text, world);
    return read.ok ? read.jobs.map(({name, draft}) => [name, draft.prompt]) : read;
  };

  it.each([
    ['lines of text', 'one\n\n# a remark\n  two  \n'],
    ['JSON', '[{"prompt": "one"}, {"prompt": "two"}]'],
    ['an object', '{"jobs": [{"prompt": "one"}, {"prompt": "two"}]}'],
    ['JSON lines', '{"prompt": "one"}\n\n{"prompt": "two"}\n'],
    ['a byte order mark', '\uFEFF{"prompt": "one"}\r\n{"prompt": "two"}'],
  ])('reads %s', (_, text) => {
    expect(names(text)).toEqual([
      [undefined, 'one'],
      [undefined, 'two'],
    ]);
  });

  it.each([
    ['nothing', '\n# only this\n', {line: 1, problem: 'There is no job in it.'}],
    ['a torn line', '{"prompt": "one"}\n{"prompt', {line: 2, problem: 'This is not JSON.'}],
    ['two of one name', '[{"name":"a","prompt":"x"},{"name":"a","prompt":"y"}]', {line: 2}],
    ['both texts', '[{"prompt":"x","workflow":"y"}]', {line: 1}],
    ['neither', '[{"tier":"haiku"}]', {line: 1}],
  ])('refuses %s, whole', (_, text, expected) => {
    expect(names(text)).toMatchObject({ok: false, ...expected});
  });

  it('reads or refuses any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          anyJson().map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const read = parseImport(text, world);
          expect(read.ok ? read.jobs.length > 0 : read.problem !== '').toBe(true);
        },
      ),
    );
  });
});
