import type {ClientEnd} from '../core/run/judge-attempt.ts';
import type {ProcessIdentity} from '../core/run/run-state.ts';
import {aborted, pause} from './pause.ts';
import {endGroup, endMarked, listMarked, signalGroup} from './process-group.ts';
import {isRunning} from './process-identity.ts';
import {readMemory} from './process-memory.ts';
import type {StreamTail} from './stream-tail.ts';

export interface Watch {
  process: ProcessIdentity;
  /** Absent for a client that an earlier process started: then it is looked at again and again. */
  ended?: Promise<{exitCode: number | null; signal: string | null}>;
  tail: StreamTail;
  /** Gets each line as it comes, and `undefined` a few times a second, for whoever shows the time. */
  use: (line: string | undefined) => void;
  /** From now on. */
  timeoutMs: number;
  maxOutputBytes: number;
  maxMemoryBytes: number;
  /** A person's wish to stop. */
  signal: AbortSignal;
  /** The variable that marks every process of the attempt, and its value. */
  mark: {name: string; value: string};
}

const tickMs = 100;
/** Each process of the machine is looked at, so not with every tick. */
const memoryTicks = 20;
/** To write down its result, after SIGINT and after SIGTERM each. */
const graceMs = 2_000;

/** Waits for the client's end, or brings it about; when this returns, nothing that it started is left. */
export async function watchClient(watch: Watch): Promise<ClientEnd> {
  const ended = watch.ended ?? waitForEnd(watch.process);
  const deadline = performance.now() + watch.timeoutMs;
  const stop = await waitForReason(watch, ended, deadline);
  if (stop !== undefined) {
    signalGroup(watch.process.pid, 'SIGINT');
    await pause(graceMs, ended);
  }
  await endGroup(watch.process.pid, {graceMs: stop === undefined ? 0 : graceMs});
  // The client starts each command in a group of its own: a server behind an `&` outlives it there.
  endMarked(watch.mark.name, watch.mark.value);
  const end = await ended;
  for (const line of [...watch.tail.readLines(), ...watch.tail.readRest()]) {
    watch.use(line);
  }
  return stop ?? {by: 'itself', ...end};
}

/** Why the client has to be ended; undefined: it ended by itself. */
async function waitForReason(
  {tail, use, signal, timeoutMs, maxOutputBytes, maxMemoryBytes, mark}: Watch,
  ended: Promise<unknown>,
  deadline: number,
): Promise<ClientEnd | undefined> {
  let isOver = false;
  const over = ended.then(() => {
    isOver = true;
  });
  const stopped = aborted(signal);
  for (let tick = 1; ; tick += 1) {
    await pause(tickMs, over, stopped);
    if (isOver) {
      return undefined;
    }
    for (const line of tail.readLines()) {
      use(line);
    }
    use(undefined);
    if (signal.aborted) {
      return {by: 'person'};
    }
    if (performance.now() >= deadline) {
      return {by: 'timeout', timeoutMs};
    }
    if (tail.sizeBytes() > maxOutputBytes) {
      return {by: 'limit', what: 'output', limitBytes: maxOutputBytes};
    }
    if (
      tick % memoryTicks === 0 &&
      readMemory(listMarked(mark.name, mark.value)) > maxMemoryBytes
    ) {
      return {by: 'limit', what: 'memory', limitBytes: maxMemoryBytes};
    }
  }
}

async function waitForEnd(process: ProcessIdentity): Promise<{exitCode: null; signal: null}> {
  while (isRunning(process)) {
    await pause(tickMs);
  }
  return {exitCode: null, signal: null};
}
