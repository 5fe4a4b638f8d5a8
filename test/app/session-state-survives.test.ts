import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {appendRoutingHistory} from '../../lib/app/update-session-state.ts';
import {parseState} from '../../lib/core/session-state/parse-state.ts';
import {memoryFolder, temporaryFolder} from '../edge/temporary-folder.ts';
import {bundleProgram} from '../processes/bundle-program.ts';
import {startUpdater} from '../processes/start-updater.ts';

const entry = (name: string) => ({
  timestamp: new Date().toISOString(),
  request_hash: name,
  agent: 'tierwise-opus',
  result: 'done',
});

/** What the file itself says, without any repair. */
function historyOnDisk(home: string): string[] {
  const found = parseState(readFileSync(join(home, 'state', 'session-state', 's1.json'), 'utf8'));
  if (found.is !== 'state') {
    throw new Error(found.is);
  }
  return found.state.routing_history.map(({request_hash}) => request_hash);
}

const locksIn = (home: string) =>
  readdirSync(join(home, 'state', 'session-state')).filter((name) => name.includes('.lock'));

it('8 processes make 200 updates each, two are killed in the middle: none that was acknowledged is lost', async () => {
  const home = memoryFolder();
  const program = await bundleProgram('update-state', home);
  const [first, second, ...survivors] = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) =>
    startUpdater(program, {
      home,
      NAME: name,
      COUNT: '200',
      // One dies with the lock in its hands, and the new file half way there; one anywhere.
      ...(name === 'a' ? {STOP_AT: 'temporary-synced', STOP_IN: '50'} : {}),
    }),
  );
  if (first === undefined || second === undefined) {
    throw new Error('there are eight');
  }
  await first.reached('stop');
  first.kill();
  await second.reached(80);
  second.kill();
  const all = [first, second, ...survivors];
  await Promise.all(all.map(({ended}) => ended));
  expect(survivors.map(({acknowledged}) => acknowledged.length)).toEqual(Array(6).fill(200));
  expect(all.flatMap(({failures}) => failures)).toEqual([]);
  const history = historyOnDisk(home);
  expect(new Set(history).size).toBe(history.length);
  expect(history).toEqual(expect.arrayContaining(all.flatMap(({acknowledged}) => acknowledged)));
  // A process can die between writing an update and saying so, and in no other way make one more.
  expect(history.length - all.flatMap(({acknowledged}) => acknowledged).length).toBeLessThanOrEqual(
    1,
  );
  expect(locksIn(home)).toEqual([]);
}, 180_000);

describe('a process killed with -9 in the middle of an update', () => {
  const phases: Readonly<Record<string, 'before' | 'after'>> = {
    'lock-taken': 'before',
    'state-read': 'before',
    'temporary-opened': 'before',
    'half-written': 'before',
    'temporary-synced': 'before',
    'copy-linked': 'before',
    'copy-kept': 'before',
    'state-replaced': 'after',
  };

  // All phases at once: each waits for the lock of the dead to be given up.
  it('leaves a whole file, and a lock that the next one takes over', async () => {
    const program = await bundleProgram('update-state', temporaryFolder());
    const left = await Promise.all(
      Object.keys(phases).map(async (phase) => {
        const home = temporaryFolder();
        const updater = startUpdater(program, {home, COUNT: '3', STOP_AT: phase, STOP_IN: '2'});
        await updater.reached('stop');
        updater.kill();
        await updater.ended;
        expect(updater.acknowledged).toEqual(['a-0', 'a-1']);
        const history = historyOnDisk(home);
        const environment = {TIERWISE_HOME: home};
        const next = await appendRoutingHistory(environment, 's1', entry('next'));
        expect(next).toMatchObject({ok: true, value: {notes: []}});
        expect(historyOnDisk(home)).toEqual([...history, 'next']);
        expect(locksIn(home)).toEqual([]);
        return [phase, history.length === 3 ? 'after' : 'before'];
      }),
    );
    expect(Object.fromEntries(left)).toEqual(phases);
  }, 60_000);
});

describe('a disk without room', () => {
  it('refuses the update, keeps the state, and takes the next one when there is room again', async () => {
    const home = temporaryFolder();
    const program = await bundleProgram('update-state', home);
    const roomy = startUpdater(program, {home, COUNT: '20'});
    await roomy.ended;
    const before = historyOnDisk(home);
    expect(before).toHaveLength(20);
    // The kernel cuts the write off after 2 kB, as a full disk would: nobody can be asked for a real one.
    const tight = startUpdater(program, {
      home,
      NAME: 'b',
      COUNT: '2',
      shell: 'trap "" XFSZ; ulimit -f 4; exec "$0" "$@"',
    });
    await tight.ended;
    expect(tight.acknowledged).toEqual([]);
    expect(tight.failures).toHaveLength(2);
    expect(tight.failures[0]).toContain('"code":"file-not-usable"');
    expect(tight.failures[0]).toContain('s1.json"');
    expect(historyOnDisk(home)).toEqual(before);
    expect(readdirSync(join(home, 'state', 'session-state')).sort()).toEqual([
      's1.backup.json',
      's1.json',
    ]);
    const again = startUpdater(program, {home, NAME: 'c'});
    await again.ended;
    expect(historyOnDisk(home)).toEqual([...before, 'c-0']);
  }, 60_000);
});
