import {expect, test} from 'vitest';
import {aborted, pause} from '../../lib/edge/pause.ts';

test('it is over when its time is', async () => {
  await pause(1);
});

test('it is over as soon as one of the others is', async () => {
  const never = new Promise(() => undefined);
  await pause(1e9, never, Promise.resolve());
  const stop = new AbortController();
  const waiting = pause(1e9, never, aborted(stop.signal));
  stop.abort();
  await waiting;
  // Given before anybody asked.
  await pause(1e9, aborted(stop.signal));
});

test('it leaves no timer behind', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  await pause(1e9, Promise.resolve());
  expect(timers()).toBe(before);
});
