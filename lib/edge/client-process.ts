import {readFileSync} from 'node:fs';
import {type ClientArgs, readClientArgs} from '../core/hook/client-args.ts';

/**
 * Reads the command line of the client that started this hook (its parent, as hooks run without a
 * shell). Linux only; elsewhere nothing is known, and every caller has a safe answer for that.
 */
export function readClientProcess(): ClientArgs {
  try {
    return readClientArgs(readFileSync(`/proc/${process.ppid}/cmdline`, 'utf8').split('\0'));
  } catch {
    return readClientArgs([]);
  }
}
