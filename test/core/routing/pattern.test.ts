import fc from 'fast-check';
import {expect, test, vi} from 'vitest';
import * as patterns from '../../../lib/core/routing/pattern.ts';

const made = vi.hoisted(() => [] as {cues: string; expression: RegExp}[]);

vi.mock('../../../lib/core/routing/pattern.ts', async (load) => {
  const real = await load<typeof patterns>();
  return {
    pattern: (cues: string, expression: RegExp) => {
      made.push({cues, expression});
      return real.pattern(cues, expression);
    },
  };
});

test('a text is matched only behind a cue: at its start, at its end, or anywhere', () => {
  expect(patterns.pattern('^run ', /tests/).test('run tests')).toBe(true);
  expect(patterns.pattern('^run ', /tests/).test('rerun tests')).toBe(false);
  expect(patterns.pattern('ts$', /run/).test('run tests')).toBe(true);
  expect(patterns.pattern('ts$', /run/).test('run tests now')).toBe(false);
  expect(patterns.pattern('x|st', /run/).test('run tests')).toBe(true);
  expect(patterns.pattern('st', /walk/).test('run tests')).toBe(false);
});

test('law: no cue keeps a pattern of the router from a text that it matches', async () => {
  made.length = 0;
  await import('../../../lib/core/routing/route-prompt.ts');
  const rules = [...made];
  expect(rules.length).toBeGreaterThan(20);
  for (const {cues, expression} of rules) {
    const {test: isCued} = patterns.pattern(cues, /(?:)/);
    fc.assert(
      fc.property(fc.stringMatching(withoutAssertions(expression)), (text) => {
        expect(isCued(text), `${JSON.stringify(text)} matches ${expression}`).toBe(true);
      }),
      {numRuns: 400},
    );
  }
});

/** fast-check writes no text for `\b` and for what must not follow; without them more texts match. */
function withoutAssertions({source}: RegExp): RegExp {
  return new RegExp(
    source
      .replace(/\\b/g, '')
      .replace(/\(\?<?!(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g, '')
      .replaceAll('(?=', '(?:')
      .replaceAll('[^]', '.'),
  );
}
