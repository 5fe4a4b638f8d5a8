import {readdirSync, readFileSync} from 'node:fs';

/**
 * The memory that a process group holds, in bytes, shared pages counted for each of its processes.
 * 0 where the system has no /proc: nothing is known there, and nothing is limited.
 */
export function readGroupMemory(group: number): number {
  return listProcesses()
    .map((pid) => readStat(pid))
    .filter((stat) => stat?.group === group)
    .reduce((sum, stat) => sum + (stat?.pages ?? 0) * pageBytes, 0);
}

/** x86 and most of ARM; where pages are larger, the limit is reached late rather than early. */
const pageBytes = 4096;

function listProcesses(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function readStat(pid: string): {group: number; pages: number} | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {group: Number(fields[2]), pages: Number(fields[21])};
  } catch {
    return undefined;
  }
}
