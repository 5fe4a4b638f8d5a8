import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {setTimeout as wait} from 'node:timers/promises';
import {judgeVerifyEnd} from '../core/isolation/judge-verify-end.ts';
import {verifyEnvironment} from '../core/isolation/verify-environment.ts';
import type {VerifyEnd, VerifyOutcome} from '../core/isolation/verify-outcome.ts';
import {openCappedOutput} from './capped-output.ts';
import type {Environment} from './environment.ts';
import {newId} from './new-id.ts';
import {endGroup, endMarked, signalGroup} from './process-group.ts';

export interface VerifyOrder {
  /** The person's own text, for `sh -c`. */
  command: string;
  /** The copy's working folder. */
  cwd: string;
  timeoutMs: number;
  /** What is printed goes here, errors and output in the order they come. */
  outputFile: string;
  /** The person's; keys and tokens are taken out here. */
  environment: Environment;
  signal?: AbortSignal;
  /**
   * Gets the process id, which is the group's as well, before the command begins. When this process
   * dies in between, the command never begins.
   */
  onPid?: (pid: number) => void | Promise<void>;
  /** Between the request to end and SIGKILL. */
  graceMs?: number;
  /** Of the output file. */
  capBytes?: number;
}

/**
 * Runs the person's check. It executes what the agent wrote, as the person and without a sandbox;
 * the copy, the scrubbed environment and the time limit keep honest mistakes small, not malice.
 * When this returns, nothing that the check started in its group is left.
 */
export async function runVerify(order: VerifyOrder): Promise<VerifyOutcome> {
  const start = performance.now();
  const {outputFile, capBytes = 10_000_000} = order;
  const output = openCappedOutput(outputFile, {capBytes, tailBytes: 8192});
  let end: VerifyEnd;
  try {
    end = await runCheck(order, output.add);
  } catch (error) {
    output.end();
    throw error;
  }
  const {bytes, isCut, tail} = output.end();
  const durationMs = Math.round(performance.now() - start);
  return {...end, durationMs, tail, outputFile, outputBytes: bytes, isCut};
}

const markName = 'TIERWISE_VERIFY_ID';

/** Waits for one line, which comes when the pid was noted; its end means that we are gone. */
const gate = 'read -r go <&3 || exit 125; exec 3<&-; exec sh -c "$0"';

async function runCheck(order: VerifyOrder, take: (chunk: Buffer) => void): Promise<VerifyEnd> {
  const {command, cwd, environment, signal, graceMs = 2000} = order;
  if (signal?.aborted) {
    return {outcome: 'aborted'};
  }
  const mark = newId();
  const child = spawn('sh', ['-c', gate, command], {
    cwd,
    env: {...verifyEnvironment(environment), [markName]: mark},
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const reason = await findStartFailure(child);
  if (reason !== undefined || child.pid === undefined) {
    return {outcome: 'not-started', reason: reason ?? 'it has no process id'};
  }
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
  const closed = once(child, 'close');

  const stop = watchForStop(order, () => endGroup(child.pid as number, {graceMs}));
  try {
    await order.onPid?.(child.pid);
    openGate(child);
    const [exitCode, endSignal] = await exit;
    return judgeVerifyEnd({exitCode, signal: endSignal, stopped: stop.reason()});
  } finally {
    await stop.end();
    // What it left in the background would go on writing into the copy.
    signalGroup(child.pid, 'SIGKILL');
    endMarked(markName, mark);
    await Promise.race([closed, wait(drainMs)]);
    child.stdout?.destroy();
    child.stderr?.destroy();
  }
}

/** For the last output to arrive; longer only if somebody escaped with the pipe. */
const drainMs = 1000;

async function findStartFailure(child: ChildProcess): Promise<string | undefined> {
  try {
    await once(child, 'spawn');
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  }
}

function openGate(child: ChildProcess): void {
  const pipe = child.stdio[3] as NodeJS.WritableStream;
  // It may have been ended meanwhile: then its exit says so.
  pipe.on('error', () => undefined);
  pipe.end('go\n');
}

/** Ends the check once, for the first reason that comes up. */
function watchForStop(
  {timeoutMs, signal}: VerifyOrder,
  endIt: () => Promise<void>,
): {reason: () => StopReason | undefined; end: () => Promise<void>} {
  let reason: StopReason | undefined;
  let ending: Promise<void> | undefined;
  const stopFor = (why: StopReason) => {
    if (reason === undefined) {
      reason = why;
      ending = endIt();
    }
  };
  const abort = () => stopFor({outcome: 'aborted'});
  const timer = setTimeout(() => stopFor({outcome: 'timed-out', timeoutMs}), timeoutMs);
  signal?.addEventListener('abort', abort);
  return {
    reason: () => reason,
    /** What has begun to end gets its time to. */
    end: async () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      await ending;
    },
  };
}

type StopReason = Extract<VerifyEnd, {outcome: 'timed-out' | 'aborted'}>;
