import {readFileSync} from 'node:fs';

/**
 * The memory that processes hold, in bytes, shared pages counted for each of them. 0 for one that is
 * gone, and where the system has no /proc: nothing is known there, and nothing is limited.
 */
export function readMemory(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + readPages(pid) * pageBytes, 0);
}

/** x86 and most of ARM; where pages are larger, the limit is reached late rather than early. */
const pageBytes = 4096;

function readPages(pid: number): number {
  try {
    const [, resident] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ');
    return Number(resident);
  } catch {
    return 0;
  }
}
