import {expect, test} from 'vitest';
import {findMovedSession} from '../../../lib/core/metrics/find-moved-session.ts';
import {sampleEvents} from './sample-events.ts';

const decision = sampleEvents.find(({event}) => event === 'decision');
const line = (changes: object) =>
  JSON.stringify({...decision, surface: 'mod', mode: 'directive', session: 's1', ...changes});

test('the last decision tells whether a session ended on a moved turn', () => {
  const haiku = line({tier: 'haiku', base_model: 'claude-opus-5-5'});
  const stay = line({tier: 'stay'});

  expect(findMovedSession(`${stay}\n${haiku}\n`)).toEqual({
    session: 's1',
    baseModel: 'claude-opus-5-5',
  });
  expect(findMovedSession(`${haiku}\n${stay}\n{"torn`)).toBeUndefined();
  expect(findMovedSession(line({tier: 'haiku', mode: 'observe'}))).toBeUndefined();
  expect(findMovedSession(line({tier: 'haiku', surface: 'hooks'}))).toBeUndefined();
  expect(findMovedSession('')).toBeUndefined();
});
