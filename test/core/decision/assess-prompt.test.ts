import {describe, expect, it} from 'vitest';
import {assessPrompt} from '../../../lib/core/decision/assess-prompt.ts';

describe('what a prompt asks for by its text alone', () => {
  it('is the tier wished for in it, for sure', () => {
    const route = assessPrompt('drop the users table in production ~haiku', 'quality');
    expect(route).toMatchObject({tier: 'haiku', confidence: 1, risk: true});
    expect(route.reasons[0]).toBe('~haiku in the prompt');
  });

  it('is else what the work needs', () => {
    expect(assessPrompt('run the tests and show me the failures', 'quality').tier).toBe('haiku');
    expect(assessPrompt('drop the users table in production', 'quality').risk).toBe(true);
  });

  it('leaves the wish out of the judged text', () => {
    const {reasons: withWish, kind} = assessPrompt(
      '~opus run the tests and show me the failures',
      'quality',
    );
    const plain = assessPrompt('run the tests and show me the failures', 'quality');
    expect([withWish.slice(1), kind]).toEqual([plain.reasons, plain.kind]);
  });
});
