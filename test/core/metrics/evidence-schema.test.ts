import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {z} from 'zod';
import {evidenceSchema} from '../../../lib/core/metrics/evidence-schema.ts';
import {isEvidenceEvent} from '../../../lib/core/metrics/is-evidence-event.ts';
import {anyJson, nearValid} from '../near-valid.ts';
import {decision, sampleEvents} from './sample-events.ts';

describe('one line of evidence', () => {
  it.each(sampleEvents.map((event) => [event.event, event]))('is accepted: %s', (_name, event) => {
    expect(isEvidenceEvent(event)).toBe(true);
  });

  it.each([
    ['null', null],
    ['no event', {...decision, event: undefined}],
    ['an event of tomorrow', {...decision, event: 'briefing'}],
    ['an event named like a method', {...decision, event: 'toString'}],
    ['another version', {...decision, v: 2}],
    ['an unknown tier', {...decision, tier: 'fable'}],
    ['a number in words', {...decision, overhead_ms: '61'}],
    ['an unknown surface', {...decision, surface: 'proxy'}],
  ])('is foreign: %s', (_name, value) => {
    expect(isEvidenceEvent(value)).toBe(false);
  });

  it('may lack what older versions did not write, and carry what newer ones do', () => {
    const {surface: _s, max_tier: _m, typed: _t, watched: _w, ...old} = decision;
    expect(isEvidenceEvent(old)).toBe(true);
    expect(isEvidenceEvent({...decision, tomorrow: 1})).toBe(true);
  });

  it('is accepted exactly where the schema accepts it', () => {
    fc.assert(
      fc.property(fc.oneof(anyJson(), nearValid(sampleEvents)), (value) => {
        expect(isEvidenceEvent(value)).toBe(evidenceSchema.safeParse(value).success);
      }),
      {numRuns: 2000},
    );
  });
});

// After a change of the schema: npx vitest run -u test/core/metrics/evidence-schema.test.ts
test('the published JSON Schema is the schema', async () => {
  const published = `${JSON.stringify(z.toJSONSchema(evidenceSchema), null, 2)}\n`;
  await expect(published).toMatchFileSnapshot('../../../docs/schemas/evidence.schema.json');
});
