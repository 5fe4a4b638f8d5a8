import fc from 'fast-check';
import {
  freshState,
  type SessionState,
  stateSchema,
} from '../../../lib/core/session-state/session-state.ts';

/** Few of each, so that two states often share something. */
const time = fc.constantFrom(
  '2026-01-01T00:00:00.000Z',
  '2026-01-01T00:00:00.001Z',
  '2026-03-04T05:06:07.890Z',
  '2031-01-01T00:00:00.000Z',
  'no time',
);
const name = fc.constantFrom('a', 'b', '10', '9', 'ключ', '__proto__', 'constructor');
const stamped = fc.record({
  at: time,
  value: fc.constantFrom<unknown>(null, 1, 'x', {a: 1, b: 2}, {b: 2, a: 1}, [1]),
});
const byName = fc
  .array(fc.tuple(name, stamped), {maxLength: 4})
  .map((entries) => Object.fromEntries(entries));

export const anyState: fc.Arbitrary<SessionState> = fc.record({
  schema: fc.constant(stateSchema),
  session_id: fc.constantFrom('s1', 's2', 's3'),
  created_at: time,
  updated_at: time,
  project_root: fc.constantFrom('/p', '/q'),
  routing_history: fc.array(
    fc.record({
      timestamp: time,
      request_hash: fc.constantFrom('h1', 'h2'),
      agent: fc.constantFrom('tierwise-haiku', 'tierwise-opus'),
      result: fc.constantFrom('done', 'timeout'),
    }),
    {maxLength: 8},
  ),
  cached_results: byName,
  work_queue: fc.array(name, {maxLength: 4}),
  context: fc.record({
    active_files: fc.array(name, {maxLength: 4}),
    recent_edits: fc.array(fc.record({file: name, at: time}), {maxLength: 5}),
    user_preferences: byName,
  }),
  notes: fc.array(
    fc.record({at: time, code: fc.constantFrom('merged', 'oldest-dropped'), detail: fc.string()}),
    {maxLength: 25},
  ),
});

export const sampleState: SessionState = {
  ...freshState('s1', {now: '2026-01-02T03:04:05.678Z', projectRoot: '/p'}),
  routing_history: [
    {
      timestamp: '2026-01-02T03:04:05.678Z',
      request_hash: '00ff',
      agent: 'tierwise-haiku',
      result: 'done',
    },
  ],
  cached_results: {tests: {at: '2026-01-02T03:04:05.678Z', value: {passed: 3}}},
  work_queue: ['job-1'],
  context: {
    active_files: ['a.ts'],
    recent_edits: [{file: 'a.ts', at: '2026-01-02T03:04:05.678Z'}],
    user_preferences: {language: {at: '2026-01-02T03:04:05.678Z', value: 'en'}},
  },
  notes: [{at: '2026-01-02T03:04:05.678Z', code: 'merged', detail: 'with s2'}],
};
