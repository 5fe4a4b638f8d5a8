import {existsSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {
  applyFolder,
  breakApplyLock,
  isOwnerAlive,
  releaseApplyLock,
  waitForApplyLock,
} from '../../lib/edge/apply-lock.ts';
import {temporaryFolder} from './temporary-folder.ts';

it('is held by one at a time, and leaves nothing', async () => {
  const folder = temporaryFolder();
  const order: string[] = [];
  const work = async (name: string) => {
    expect(await waitForApplyLock(folder, name)).toBe('taken');
    order.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push(`${name} ends`);
    releaseApplyLock(folder);
  };
  await Promise.all([work('a'), work('b'), work('c')]);
  expect(order).toHaveLength(6);
  for (let at = 0; at < order.length; at += 2) {
    expect(order[at + 1]).toBe(order[at]?.replace('begins', 'ends'));
  }
  expect(existsSync(applyFolder(folder))).toBe(false);
});

it("a dead owner's is told at once, with its journal, and can be broken", async () => {
  const folder = temporaryFolder();
  expect(await waitForApplyLock(folder, '/j1')).toBe('taken');
  const dead = {journal: '/j1', process: {pid: 2 ** 22 + 1, started: 'x:1'}};
  writeFileSync(join(applyFolder(folder), 'lock'), JSON.stringify(dead));
  const owner = await waitForApplyLock(folder, '/j2');
  expect(owner).toEqual(dead);
  expect(owner !== 'taken' && isOwnerAlive(owner)).toBe(false);
  breakApplyLock(folder, dead);
  breakApplyLock(folder, dead);
  expect(await waitForApplyLock(folder, '/j2')).toBe('taken');
});

it('is not broken when somebody else has taken it meanwhile', async () => {
  const folder = temporaryFolder();
  await waitForApplyLock(folder, '/j2');
  breakApplyLock(folder, {journal: '/j1', process: {pid: 5, started: 'x:1'}});
  expect(existsSync(join(applyFolder(folder), 'lock'))).toBe(true);
});

it('of a process that has our number, but began at another time, is a dead one', () => {
  const {pid} = process;
  expect(isOwnerAlive({journal: '/j', process: {pid, started: 'x:1'}})).toBe(false);
});
