import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import type {ProcessIdentity} from '../core/run/run-state.ts';

/**
 * A process and when it started, so that a later one that got the same number is not taken for it.
 * undefined: there is no such process.
 */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  const started = process.platform === 'linux' ? readStart(pid) : askStart(pid);
  return started === undefined ? undefined : {pid, started};
}

/** Whether that very process is still there. One that has ended and waits to be asked about is not. */
export function isRunning({pid, started}: ProcessIdentity): boolean {
  return identifyProcess(pid)?.started === started;
}

/** Whether no other process has got its number since, and the machine was not started anew. */
export function isNumberFree({pid, started}: ProcessIdentity): boolean {
  const isThisBoot = process.platform !== 'linux' || started.startsWith(`${bootId()}:`);
  return isThisBoot && identifyProcess(pid) === undefined;
}

/** Asks a process to end, if it is still that very one. */
export function askToStop(identity: ProcessIdentity): void {
  signalProcess(identity, 'SIGTERM');
}

/** Ends a process that does not do what it is asked to. */
export function makeStop(identity: ProcessIdentity): void {
  signalProcess(identity, 'SIGKILL');
}

function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  if (isRunning(identity)) {
    process.kill(identity.pid, signal);
  }
}

/** This process. */
export function identifySelf(): ProcessIdentity {
  return identifyProcess(process.pid) ?? {pid: process.pid, started: ''};
}

/** Clock ticks since boot, and which boot: the ticks of two boots may be alike. */
function readStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name in brackets, which may hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    return state === 'Z' || state === 'X' ? undefined : `${bootId()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

let knownBoot: string | undefined;

function bootId(): string {
  knownBoot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  return knownBoot;
}

/** macOS has no /proc; `ps` tells the start to the second. */
function askStart(pid: number): string | undefined {
  try {
    const args = ['-o', 'stat=,lstart=', '-p', String(pid)];
    const line = execFileSync('ps', args, {encoding: 'utf8', env: {LC_ALL: 'C'}}).trim();
    const [state = '', ...started] = line.split(/\s+/);
    return line === '' || state.startsWith('Z') ? undefined : started.join(' ');
  } catch {
    return undefined;
  }
}
