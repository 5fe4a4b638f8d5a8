import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {keptNotes} from '../../../lib/core/session-state/add-note.ts';
import {mergeStates} from '../../../lib/core/session-state/merge-states.ts';
import {isSessionState, type SessionState} from '../../../lib/core/session-state/session-state.ts';
import {anyState, sampleState} from './any-state.ts';

/** Bytes, not only values: two machines that merge write the same file. */
const text = (state: SessionState) => JSON.stringify(state);
const runs = {numRuns: 2000};

describe('the laws of merging', () => {
  it('the order of two does not matter', () => {
    fc.assert(
      fc.property(anyState, anyState, (a, b) => {
        expect(text(mergeStates(a, b))).toBe(text(mergeStates(b, a)));
      }),
      runs,
    );
  });

  it('the order of three does not matter', () => {
    fc.assert(
      fc.property(anyState, anyState, anyState, (a, b, c) => {
        expect(text(mergeStates(mergeStates(a, b), c))).toBe(
          text(mergeStates(a, mergeStates(b, c))),
        );
      }),
      runs,
    );
  });

  it('merging again changes nothing', () => {
    fc.assert(
      fc.property(anyState, anyState, (a, b) => {
        const merged = mergeStates(a, b);
        for (const known of [a, b, merged]) {
          expect(text(mergeStates(merged, known))).toBe(text(merged));
        }
      }),
      runs,
    );
  });

  it('a merged state can be read again, and lacks nothing of either', () => {
    fc.assert(
      fc.property(anyState, anyState, (a, b) => {
        const merged = mergeStates(a, b);
        expect(isSessionState(JSON.parse(text(merged)))).toBe(true);
        for (const one of [a, b]) {
          expect(merged.routing_history).toEqual(expect.arrayContaining(one.routing_history));
          expect(merged.work_queue).toEqual(expect.arrayContaining(one.work_queue));
          expect(Object.keys(merged.cached_results)).toEqual(
            expect.arrayContaining(Object.keys(one.cached_results)),
          );
        }
      }),
      runs,
    );
  });
});

describe('a merge', () => {
  const at = (time: string, value: unknown) => ({at: `2026-01-0${time}T00:00:00.000Z`, value});

  it('takes identity from the older session, and the later of two values', () => {
    const older: SessionState = {
      ...sampleState,
      session_id: 's9',
      created_at: '2025-01-01T00:00:00.000Z',
      project_root: '/older',
      cached_results: {a: at('1', 'old'), b: at('3', 'new')},
    };
    const younger = {...sampleState, cached_results: {a: at('2', 'new'), b: at('2', 'old')}};
    expect(mergeStates(younger, older)).toMatchObject({
      session_id: 's9',
      project_root: '/older',
      cached_results: {a: {value: 'new'}, b: {value: 'new'}},
    });
  });

  it('keeps two equal requests of one instant two, and does not make them four', () => {
    const [entry] = sampleState.routing_history;
    const twice = {...sampleState, routing_history: [entry, entry] as never};
    expect(mergeStates(twice, sampleState).routing_history).toEqual([entry, entry]);
    expect(mergeStates(twice, twice).routing_history).toEqual([entry, entry]);
  });

  it('keeps the newest notes only', () => {
    const notes = Array.from({length: 30}, (_, at) => ({
      at: String(at).padStart(3, '0'),
      code: 'merged',
      detail: '',
    }));
    const merged = mergeStates({...sampleState, notes}, {...sampleState, notes: []});
    expect(merged.notes.map(({at}) => at)).toEqual(notes.slice(-keptNotes).map(({at}) => at));
  });
});
