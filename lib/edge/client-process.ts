import {readFileSync} from 'node:fs';
import {type ClientArgs, readClientArgs} from '../core/hook/client-args.ts';

/**
 * Reads the command line of the client that started this hook (its parent, as hooks run without a
 * shell). undefined: it cannot be read, as anywhere but on Linux; `ps` would cost each prompt a process.
 */
export function readClientProcess(): ClientArgs | undefined {
  try {
    return readClientArgs(readFileSync(`/proc/${process.ppid}/cmdline`, 'utf8').split('\0'));
  } catch {
    return undefined;
  }
}
