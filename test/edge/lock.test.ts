import {mkdirSync, readdirSync, rmSync, utimesSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, vi} from 'vitest';
import {type HeldLock, withLock} from '../../lib/edge/lock.ts';
import {impossibleFolder, temporaryFolder} from './temporary-folder.ts';

const quick = {abandonedMs: 150, waitMs: 2000};
const done = {ok: true as const, value: 'done'};

/** A file in a folder of its own, and the lock that somebody who died would leave there. */
function makePlace() {
  const folder = temporaryFolder();
  const file = join(folder, 's.json');
  return {folder, file, lock: `${file}.lock`, leaveLock: () => mkdirSync(`${file}.lock`)};
}

describe('withLock', () => {
  it('gives what the work gives, and leaves nothing', async () => {
    const {folder, file} = makePlace();
    expect(await withLock(file, () => done)).toEqual(done);
    const failure = {code: 'unexpected' as const, message: 'no'};
    expect(await withLock(file, () => ({ok: false, failure}))).toEqual({ok: false, failure});
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lets go when the work throws', async () => {
    const {folder, file} = makePlace();
    const bug = withLock(file, () => {
      throw new Error('bug');
    });
    await expect(bug).rejects.toThrow('bug');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('waits for others of this process', async () => {
    const {file} = makePlace();
    const order: number[] = [];
    const all = [1, 2, 3, 4].map((each) =>
      withLock(file, (held) => {
        order.push(each);
        held.confirm();
        return done;
      }),
    );
    expect(await Promise.all(all)).toEqual([done, done, done, done]);
    expect(order.toSorted()).toEqual([1, 2, 3, 4]);
  });

  it('names the file, and for how long the last owner has had it, when it gives up', async () => {
    const {file, leaveLock} = makePlace();
    leaveLock();
    const outcome = await withLock(file, () => done, {abandonedMs: 60_000, waitMs: 100});
    expect(outcome).toEqual({
      ok: false,
      failure: {
        code: 'lock-timeout',
        file,
        waitedMs: expect.any(Number),
        heldMs: expect.any(Number),
      },
    });
  });

  it('says what the file system refuses', async () => {
    const file = join(impossibleFolder(), 's.json');
    await expect(withLock(file, () => done)).rejects.toMatchObject({
      code: 'ENOTDIR',
      path: `${file}.lock`,
    });
  });
});

describe('an abandoned lock', () => {
  const day = 24 * 60 * 60;

  it.each([
    ['was written just now', 0],
    ['comes from the future, after the clock was set back', 365 * day],
    ['is a year old', -365 * day],
  ])('is taken over, whatever its time says: it %s', async (_name, seconds) => {
    const {folder, file, lock, leaveLock} = makePlace();
    leaveLock();
    const time = Date.now() / 1000 + seconds;
    utimesSync(lock, time, time);
    expect(await withLock(file, () => done, quick)).toEqual(done);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not one that its owner still refreshes, though the clock be a year ahead', async () => {
    const {file, lock, leaveLock} = makePlace();
    leaveLock();
    const refreshing = setInterval(() => utimesSync(lock, new Date(), new Date()), 20);
    vi.useFakeTimers({toFake: ['Date'], now: Date.now() + 365 * day * 1000});
    try {
      const outcome = await withLock(file, () => done, {abandonedMs: 400, waitMs: 1200});
      expect(outcome).toMatchObject({ok: false, failure: {code: 'lock-timeout'}});
    } finally {
      vi.useRealTimers();
      clearInterval(refreshing);
    }
  });

  it('is taken over by one of many', async () => {
    const {folder, file, leaveLock} = makePlace();
    leaveLock();
    let inside = 0;
    const all = Array.from({length: 20}, () =>
      withLock(
        file,
        () => {
          expect(++inside).toBe(1);
          inside--;
          return done;
        },
        quick,
      ),
    );
    expect(await Promise.all(all)).toEqual(Array.from({length: 20}, () => done));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is taken over though somebody died while taking it over', async () => {
    const {folder, file, lock, leaveLock} = makePlace();
    leaveLock();
    mkdirSync(`${lock}.takeover`);
    expect(await withLock(file, () => done, quick)).toEqual(done);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a lock that was lost', () => {
  /** The work, told to lose its lock in its first round. */
  function losing(lose: () => void) {
    let rounds = 0;
    const written: number[] = [];
    const work = (held: HeldLock) => {
      rounds++;
      if (rounds === 1) {
        lose();
      }
      held.confirm();
      written.push(rounds);
      return done;
    };
    return {work, written};
  }

  it('is noticed before anything is written, and the work is done once more', async () => {
    const {folder, file, lock} = makePlace();
    const {work, written} = losing(() => rmSync(lock, {recursive: true}));
    expect(await withLock(file, work, quick)).toEqual(done);
    expect(written).toEqual([2]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('to another owner is left to that owner', async () => {
    const {file, lock, folder} = makePlace();
    const {work, written} = losing(() => {
      rmSync(lock, {recursive: true});
      mkdirSync(lock);
      // The clock of the file system may be too coarse to tell the two.
      utimesSync(lock, 1, 1);
    });
    const outcome = await withLock(file, work, {abandonedMs: 60_000, waitMs: 100});
    expect(outcome).toMatchObject({ok: false, failure: {code: 'lock-timeout'}});
    expect(written).toEqual([]);
    expect(readdirSync(folder)).toEqual(['s.json.lock']);
  });

  it('is one that stood still for so long that others may have it by now', async () => {
    const {file} = makePlace();
    const {work, written} = losing(() => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, quick.abandonedMs + 20);
    });
    expect(await withLock(file, work, quick)).toEqual(done);
    expect(written).toEqual([2]);
  });
});
