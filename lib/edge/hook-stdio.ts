import {readSync, writeSync} from 'node:fs';
import {type HookAnswer, toHookOutput} from '../core/hook/hook-answer.ts';
import {type HookEvent, type HookInput, readHookInput} from '../core/hook/hook-input.ts';
import {type Environment, isDisabled, readEnvironment} from './environment.ts';
import {writeLog} from './log.ts';
import {paths} from './paths.ts';

export type HookUse<Event extends HookEvent> = (
  input: HookInput<Event>,
  environment: Environment,
) => HookAnswer | undefined;

/** Waits of 1 ms: together shorter than the timeout of every hook that we register. */
const maxWaits = 10_000;

/**
 * The one owner of a hook's standard input, output and exit code. Whatever happens, the hook exits
 * with 0 and prints nothing or one JSON object: another code could block the user's prompt, and
 * other text would be read by the model.
 */
export function runHook<Event extends HookEvent>(
  events: readonly Event[],
  use: HookUse<Event>,
): void {
  const environment = readEnvironment();
  // An attempt of our own orchestrator: hooks inside it would route the routed.
  if (environment.TIERWISE_DEPTH || isDisabled(environment)) {
    return;
  }
  const {logs} = paths(environment);
  try {
    const input = readHookInput(readStandardInput(), events);
    if (input === undefined) {
      writeLog(logs, 'hook-input-unknown', `expected ${events.join(' or ')}`);
      return;
    }
    const answer = use(input, environment);
    if (answer !== undefined) {
      writeAll(Buffer.from(JSON.stringify(toHookOutput(answer))));
    }
    writeLog(
      logs,
      'hook-done',
      `${input.hook_event_name}: ${answer?.intent ?? 'nothing'}`,
      'debug',
    );
  } catch (error) {
    writeLog(logs, 'hook-failed', error, 'error');
  }
}

function readStandardInput(): unknown {
  try {
    return JSON.parse(
      readAll()
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    );
  } catch {
    return undefined;
  }
}

function readAll(): Buffer {
  const chunks: Buffer[] = [];
  for (;;) {
    const chunk = Buffer.allocUnsafe(64 * 1024);
    const size = whenReady(() => readSync(0, chunk));
    if (size === 0) {
      return Buffer.concat(chunks);
    }
    chunks.push(chunk.subarray(0, size));
  }
}

function writeAll(bytes: Buffer): void {
  for (let sent = 0; sent < bytes.length; ) {
    sent += whenReady(() => writeSync(1, bytes, sent));
  }
}

/** A pipe that the parent made non-blocking answers EAGAIN; a moment later it may do. */
function whenReady(act: () => number): number {
  for (let tries = 0; ; tries += 1) {
    try {
      return act();
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException;
      if (code === 'EOF') {
        return 0;
      }
      if (code !== 'EAGAIN' || tries >= maxWaits) {
        throw error;
      }
      // Sleeps 1 ms: nothing else runs in this process that a busy loop would leave time to.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
