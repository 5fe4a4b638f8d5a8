import {assert, constantFrom, oneof, property, string, tuple} from 'fast-check';
import {test} from 'vitest';
import {routePrompt} from '../../../lib/core/routing/route-prompt.ts';
import {labelledPrompts} from './labelled-prompts.ts';

const rank = {haiku: 0, sonnet: 1, opus: 2, stay: 2};
const anyString = string({unit: 'binary', maxLength: 400});
const loneSurrogates = string({
  unit: constantFrom('\ud800', '\udc00', 'a', ' ', '`', '"'),
  maxLength: 60,
});
const written = constantFrom(...Object.values(labelledPrompts).flat());
const words = string({
  unit: constantFrom(
    'run ',
    'the ',
    'tests ',
    'what ',
    'does ',
    '? ',
    '. ',
    'explain ',
    "don't ",
    '`',
    '```',
    '"',
    '\n',
    'yes ',
    'add ',
    'at x (a.js:1:2)',
    '{',
    '删除',
    '/a/b.ts ',
  ),
  maxLength: 30,
});
const prompt = oneof(
  anyString,
  loneSurrogates,
  written,
  words,
  tuple(written, anyString).map(([left, right]) => left + right),
);

test('any string gets the same bounded answer twice', () => {
  assert(
    property(prompt, (text) => {
      const first = routePrompt(text);
      const second = routePrompt(text);
      if (JSON.stringify(first) !== JSON.stringify(second)) return false;
      const length = first.reasons.join('').length;
      return (
        first.reasons.length > 0 &&
        first.reasons.length <= 6 &&
        length <= 400 &&
        first.confidence >= 0 &&
        first.confidence <= 1
      );
    }),
    {numRuns: 2000},
  );
});

test('risky words that are added never lower the tier', () => {
  const risky = constantFrom(
    ' in production',
    ' drop the table',
    ' drop the users table',
    '. Drop the table.',
    '\ndelete all files',
    ' and do not drop the table',
  );
  assert(
    property(
      prompt,
      risky,
      (text, addition) => rank[routePrompt(text + addition).tier] >= rank[routePrompt(text).tier],
    ),
    {numRuns: 3000},
  );
});

test('risk is opus, at every bias', () => {
  assert(
    property(
      prompt,
      constantFrom('quality' as const, 'balanced' as const, 'saver' as const),
      (text, bias) => {
        const {risk, tier} = routePrompt(text, {bias});
        return !risk || tier === 'opus';
      },
    ),
    {numRuns: 1000},
  );
});

test('hostile text of a megabyte is answered at once', () => {
  for (const unit of [
    'a',
    '`',
    '"',
    '/a.',
    'delete the ',
    '. ',
    'at x (\n',
    '删',
    '\ud800',
    'run ',
    "don't ",
    '[pasted text ',
  ]) {
    const text = unit.repeat(Math.ceil(1e6 / unit.length));
    const start = performance.now();
    routePrompt(text);
    // Far above the goal of 5 ms: a busy machine must not fail it, a quadratic pattern must.
    if (performance.now() - start > 250) throw new Error(`slow on ${JSON.stringify(unit)}`);
  }
});
