import {readdir, readFile} from 'node:fs/promises';

/**
 * Ends what still runs in a sandbox, found by the sandbox's folder in a process's environment: hooks and
 * background agents can outlive the client in groups of their own. Linux only; elsewhere it does nothing.
 */
export async function stopLeftovers(root: string): Promise<void> {
  const entries = await readdir('/proc').catch(() => []);
  for (const entry of entries) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue;
    const environment = await readFile(`/proc/${entry}/environ`, 'utf8').catch(() => '');
    if (environment.split('\0').includes(`HOME=${root}/home`)) kill(Number(entry));
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}
