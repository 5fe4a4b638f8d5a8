import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {expect, onTestFinished, test, vi} from 'vitest';
import {
  askToStop,
  identifyProcess,
  identifySelf,
  isNumberFree,
  isRunning,
  makeStop,
} from '../../lib/edge/process-identity.ts';
import {eventually} from '../fake-client.ts';

vi.setConfig({testTimeout: 60_000});

function start(program: string, ...args: string[]) {
  const child = spawn(program, args, {stdio: ['ignore', 'pipe', 'ignore']});
  onTestFinished(() => void child.kill('SIGKILL'));
  const identity = identifyProcess(Number(child.pid));
  if (identity === undefined) {
    throw new Error('it did not start');
  }
  return {child, identity};
}

test('this process is itself, and goes on being it', () => {
  expect(identifySelf().pid).toBe(process.pid);
  expect(identifySelf()).toEqual(identifyProcess(process.pid));
  expect(isRunning(identifySelf())).toBe(true);
});

test('one that ended is gone, and its number free', async () => {
  const {child, identity} = start('sleep', '1000');
  expect(isRunning(identity)).toBe(true);
  expect(isNumberFree(identity)).toBe(false);
  makeStop(identity);
  await once(child, 'exit');
  expect(isRunning(identity)).toBe(false);
  expect(isNumberFree(identity)).toBe(true);
  // To nobody.
  askToStop(identity);
});

test('one that ended, and that its parent has not asked about, does not run any more', async () => {
  // The parent becomes a program that never asks about the child that it has.
  const {child} = start('sh', '-c', 'sleep 0 & echo $!; exec sleep 1000');
  const [line] = await once(child.stdout, 'data');
  const pid = Number(String(line));
  await eventually(() => /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')));
  expect(identifyProcess(pid)).toBeUndefined();
});

test('a number that another process got is not taken for the old one', () => {
  const {identity} = start('sleep', '1000');
  const old = {...identity, started: identity.started.replace(/\d+$/, '1')};
  expect(isRunning(old)).toBe(false);
  expect(isNumberFree(old)).toBe(false);
  askToStop(old);
  makeStop(old);
  expect(isRunning(identity)).toBe(true);
});

test('after a restart of the machine no number is what it was', async () => {
  const {child, identity} = start('sleep', '1000');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isNumberFree({...identity, started: `another-boot:${identity.started}`})).toBe(false);
});

test('a program’s name with brackets and spaces in it', async () => {
  const {identity} = start('bash', '-c', 'exec -a "a) b (c" sleep 1000');
  expect(isRunning(identity)).toBe(true);
});
