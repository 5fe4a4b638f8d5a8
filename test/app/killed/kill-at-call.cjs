// Kills this process with -9 at its n-th call that changes the disk, before the call or after it.
// Without a number it counts the calls, and prints how many there were.
const fs = require('node:fs');

const at = Number(process.env.KILL_AT ?? 0);
const isAfter = process.env.KILL_AFTER === '1';
let calls = 0;

const names = [
  'renameSync',
  'rmSync',
  'rmdirSync',
  'mkdirSync',
  'linkSync',
  'symlinkSync',
  'writeFileSync',
  'chmodSync',
  'chownSync',
  'fsyncSync',
];
for (const name of names) {
  const real = fs[name];
  fs[name] = (...args) => {
    const isIt = ++calls === at;
    if (isIt && !isAfter) {
      process.kill(process.pid, 'SIGKILL');
    }
    try {
      return real(...args);
    } finally {
      // Also after a call that is refused, as for a folder that is not empty.
      if (isIt) {
        process.kill(process.pid, 'SIGKILL');
      }
    }
  };
}
process.on('exit', () => process.stderr.write(`calls ${calls}\n`));
