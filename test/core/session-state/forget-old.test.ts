import {expect, it} from 'vitest';
import {forgetOld} from '../../../lib/core/session-state/forget-old.ts';
import {sampleState} from './any-state.ts';

it('forgets what is from before, and keeps what is from the future', () => {
  const entry = (timestamp: string) => ({timestamp, request_hash: 'h', agent: 'a', result: 'done'});
  const state = {
    ...sampleState,
    routing_history: [
      entry('2025-12-31T00:00:00.000Z'),
      entry('2026-01-01T00:00:00.000Z'),
      entry('2090-01-01T00:00:00.000Z'),
    ],
    cached_results: {
      old: {at: '2025-12-31T00:00:00.000Z', value: 1},
      young: {at: '2026-01-02T00:00:00.000Z', value: 2},
    },
  };
  expect(forgetOld(state, '2026-01-01T00:00:00.000Z')).toEqual({
    state: {
      ...state,
      routing_history: state.routing_history.slice(1),
      cached_results: {young: {at: '2026-01-02T00:00:00.000Z', value: 2}},
    },
    routings: 1,
    results: 1,
  });
});
