import {spawnSync} from 'node:child_process';

/** Makes sure of programs that npm does not carry: installs them where that can be done. */
export function ensureTools(...names: string[]): void {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) {
    return;
  }
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const args of [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', ...missing.map(packageOf)],
  ]) {
    const [command, ...rest] = [...sudo, ...args] as [string, ...string[]];
    spawnSync(command, rest, {stdio: ['ignore', 'ignore', 'inherit']});
  }
  const still = missing.filter((name) => !isInstalled(name));
  if (still.length > 0) {
    throw new Error(`The tests need ${still.join(' and ')}. Install that and run them again.`);
  }
}

/** Debian's package of a program, where it has another name. */
function packageOf(name: string): string {
  return {crontab: 'cron', 'systemd-analyze': 'systemd'}[name] ?? name;
}

function isInstalled(name: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name], {stdio: 'ignore'}).status === 0;
}
