import {expect, test} from 'vitest';
import {writeHold} from '../../../lib/core/decision/write-hold.ts';

const text = writeHold('risky work is never moved down');

test('the hold says why, that the note of the turn is void, and who does the work', () => {
  expect(text).toContain('tierwise: risky work is never moved down.');
  expect(text).toContain('The note that routed this turn no longer holds');
  expect(text).toContain('done here by yourself');
});

test('it names no agent that a model could call, and shouts no orders', () => {
  expect(text).not.toMatch(/tierwise-/);
  expect(text).not.toMatch(/\b(?:MUST|MANDATORY|IMPORTANT|NEVER|ALWAYS)\b/);
});
