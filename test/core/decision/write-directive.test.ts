import {describe, expect, it} from 'vitest';
import {
  agentOf,
  handBackPhrase,
  writeDirective,
} from '../../../lib/core/decision/write-directive.ts';
import {modelTiers} from '../../../lib/core/tier.ts';

describe.each(modelTiers)('the directive to %s', (tier) => {
  const text = writeDirective(tier, 'asks to run something');
  const firstSentence = text.slice(0, text.indexOf('. ') + 1 || text.indexOf('\n'));

  it('names the agent in its first sentence, and who configured this', () => {
    expect(firstSentence).toContain(`"${agentOf(tier)}"`);
    expect(text.split('\n')[0]).toMatch(/tierwise.*the user installed and configured/);
  });

  it('says why, and how to come back', () => {
    expect(text).toContain('Why: asks to run something.');
    expect(text).toContain(handBackPhrase);
  });

  it('shouts no orders, and is far below the size that the client cuts', () => {
    expect(text).not.toMatch(/\b(?:MUST|MANDATORY|IMPORTANT|NEVER|ALWAYS)\b/);
    expect(text.length).toBeLessThan(2000);
  });
});
