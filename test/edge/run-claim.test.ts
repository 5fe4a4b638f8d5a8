import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {expect, onTestFinished, test, vi} from 'vitest';
import {identifySelf} from '../../lib/edge/process-identity.ts';
import {claimRun, findHolder, releaseRun} from '../../lib/edge/run-claim.ts';
import {bundleProgram} from '../processes/bundle-program.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

vi.setConfig({testTimeout: 60_000});

interface Claimant {
  child: ChildProcess;
  /** `mine`, or the process that has it. */
  answer: string;
}

/** Bundled once for each test, as its folder goes with the test. */
const bundle = () => bundleProgram('claim-run', temporaryFolder());

async function claim(program: string, folder: string): Promise<Claimant> {
  const child = spawn(process.execPath, [program, folder], {stdio: ['pipe', 'pipe', 'inherit']});
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  return {child, answer: String(line).trim()};
}

test('of many processes one gets the run, and the others learn which', async () => {
  const program = await bundle();
  const folder = join(temporaryFolder(), 'claims');
  const claimants = await Promise.all(Array.from({length: 8}, () => claim(program, folder)));
  const winners = claimants.filter(({answer}) => answer === 'mine');
  expect(winners).toHaveLength(1);
  const winner = String(winners[0]?.child.pid);
  expect(claimants.filter(({answer}) => answer === winner)).toHaveLength(7);
  expect(findHolder(folder)?.pid).toBe(winners[0]?.child.pid);
  expect(readdirSync(folder)).toEqual(['1']);
});

test('one that was killed is replaced, again by one alone', async () => {
  const program = await bundle();
  const folder = join(temporaryFolder(), 'claims');
  const {child} = await claim(program, folder);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(findHolder(folder)).toBeUndefined();
  const claimants = await Promise.all(Array.from({length: 6}, () => claim(program, folder)));
  expect(claimants.filter(({answer}) => answer === 'mine')).toHaveLength(1);
  expect(readdirSync(folder).sort()).toEqual(['1', '2']);
});

test('a number that another process has by now holds nothing', () => {
  const folder = join(temporaryFolder(), 'claims');
  put(join(folder, '1'), JSON.stringify({...identifySelf(), started: 'long ago'}));
  expect(findHolder(folder)).toBeUndefined();
  expect(claimRun(folder)).toBeUndefined();
  expect(findHolder(folder)).toEqual(identifySelf());
});

test('a claim that cannot be read holds nothing, and is passed over', () => {
  const folder = join(temporaryFolder(), 'claims');
  put(join(folder, '7'), 'half a cl');
  expect(claimRun(folder)).toBeUndefined();
  expect(readdirSync(folder).sort()).toEqual(['7', '8']);
  // Once more by the same process changes nothing.
  expect(claimRun(folder)).toBeUndefined();
  expect(readdirSync(folder)).toHaveLength(2);
});

test('a run that nobody has claimed is held by nobody', () => {
  expect(findHolder('/nowhere')).toBeUndefined();
});

test('a process that gives a run up holds it no more, and lives on', () => {
  const folder = join(temporaryFolder(), 'claims');
  expect(claimRun(folder)).toBeUndefined();
  expect(findHolder(folder)).toEqual(identifySelf());
  releaseRun(folder);
  expect(findHolder(folder)).toBeUndefined();
  expect(claimRun(folder)).toBeUndefined();
});

test('nobody gives up what another one holds', async () => {
  const folder = join(temporaryFolder(), 'claims');
  const {child} = await claim(await bundle(), folder);
  releaseRun(folder);
  expect(findHolder(folder)?.pid).toBe(child.pid);
});
