import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {z} from 'zod';
import {parseState} from '../../../lib/core/session-state/parse-state.ts';
import {isSessionState} from '../../../lib/core/session-state/session-state.ts';
import {sessionStateSchema} from '../../../lib/core/session-state/state-schema.ts';
import {anyJson, nearValid} from '../near-valid.ts';
import {anyState, sampleState} from './any-state.ts';

describe('the guard of a state', () => {
  it('accepts a state', () => {
    expect(isSessionState(sampleState)).toBe(true);
    expect(sessionStateSchema.safeParse(sampleState).success).toBe(true);
  });

  it('accepts exactly what the schema accepts', () => {
    fc.assert(
      fc.property(fc.oneof(anyJson(), anyState, nearValid([sampleState])), (value) => {
        expect(isSessionState(value)).toBe(sessionStateSchema.safeParse(value).success);
      }),
      {numRuns: 2000},
    );
  });
});

describe('the text of a state file', () => {
  it.each([
    ['', 'it is empty'],
    ['\n', 'it is empty'],
    [JSON.stringify(sampleState).slice(0, -20), 'it is no JSON'],
    ['{}', 'it does not have the shape of a state'],
    [JSON.stringify({...sampleState, schema: '2'}), 'it does not have the shape of a state'],
    [JSON.stringify({...sampleState, notes: {}}), 'it does not have the shape of a state'],
  ])('is corrupt: %j', (text, problem) => {
    expect(parseState(text)).toEqual({is: 'corrupt', problem});
  });

  it('of a newer version is told apart from a corrupt one', () => {
    expect(parseState('{"schema": 2, "sessions": []}')).toEqual({is: 'newer', version: 2});
  });

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        expect(parseState(JSON.stringify(state))).toEqual({is: 'state', state});
      }),
    );
  });
});

// After a change of the schema: npx vitest run -u test/core/session-state/state-schema.test.ts
test('the published JSON Schema is the schema', async () => {
  const published = `${JSON.stringify(z.toJSONSchema(sessionStateSchema), null, 2)}\n`;
  await expect(published).toMatchFileSnapshot('../../../docs/schemas/session-state.schema.json');
});
