import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {packState} from '../../../lib/core/session-state/pack-state.ts';
import {parseState} from '../../../lib/core/session-state/parse-state.ts';
import type {SessionState} from '../../../lib/core/session-state/session-state.ts';
import {anyState, sampleState} from './any-state.ts';

const now = '2026-05-05T05:05:05.555Z';
const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`;
const bytesOf = (text: string) => Buffer.byteLength(text);

/** Ten routings and ten results of one kilobyte, a day apart each. */
const large: SessionState = {
  ...sampleState,
  routing_history: Array.from({length: 10}, (_, at) => ({
    timestamp: day(2 * at + 1),
    request_hash: 'é'.repeat(460),
    agent: 'a',
    result: 'done',
  })),
  cached_results: Object.fromEntries(
    Array.from({length: 10}, (_, at) => [`r${at}`, {at: day(2 * at + 2), value: 'x'.repeat(960)}]),
  ),
};

describe('packState', () => {
  it('leaves a state alone that fits', () => {
    const packed = packState(sampleState, {maxBytes: 10_000, now});
    expect(packed).toEqual({
      fits: true,
      state: sampleState,
      text: `${JSON.stringify(sampleState)}\n`,
    });
  });

  it('drops the oldest, whichever kind it is, down to nine tenths, and notes it', () => {
    const packed = packState(large, {maxBytes: 15_000, now});
    if (!packed.fits) {
      throw new Error('does not fit');
    }
    const {state, text} = packed;
    expect(bytesOf(text)).toBeLessThanOrEqual(13_500 + 300);
    expect(state.routing_history.map(({timestamp}) => timestamp)).toEqual(
      large.routing_history.slice(-state.routing_history.length).map(({timestamp}) => timestamp),
    );
    const kept = state.routing_history.length + Object.keys(state.cached_results).length;
    expect(
      Math.abs(state.routing_history.length - Object.keys(state.cached_results).length),
    ).toBeLessThanOrEqual(1);
    expect(state.notes.at(-1)).toEqual({
      at: now,
      code: 'oldest-dropped',
      detail: `${10 - state.routing_history.length} of the history and ${20 - kept - (10 - state.routing_history.length)} cached results, up to ${day(20 - kept)}: the file was too large`,
    });
  });

  it('says so when the rest alone is too large', () => {
    const files = Array.from({length: 300}, (_, at) => `file-${at}`);
    const state = {...large, context: {...large.context, active_files: files}};
    expect(packState(state, {maxBytes: 3000, now})).toEqual({
      fits: false,
      bytes: expect.any(Number),
    });
  });

  it('never gives more than was asked for, and always what can be read again', () => {
    fc.assert(
      fc.property(anyState, fc.integer({min: 300, max: 3000}), (state, maxBytes) => {
        const packed = packState(state, {maxBytes, now});
        if (packed.fits) {
          expect(bytesOf(packed.text)).toBeLessThanOrEqual(maxBytes);
          expect(parseState(packed.text)).toEqual({is: 'state', state: packed.state});
        }
      }),
    );
  });
});
