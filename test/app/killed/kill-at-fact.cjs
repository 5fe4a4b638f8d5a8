// Kills this process with -9 at a fact of a run's journal: KILL_AT=attempt-started, before the fact is
// written, after it (KILL_WHEN=after), or with half of it on the disk (KILL_WHEN=torn).
const fs = require('node:fs');

const {KILL_AT, KILL_WHEN = 'before'} = process.env;
const real = fs.writeSync;

fs.writeSync = (file, data, ...more) => {
  if (!String(data).includes(`"event":"${KILL_AT}"`)) {
    return real(file, data, ...more);
  }
  if (KILL_WHEN !== 'before') {
    real(file, KILL_WHEN === 'torn' ? data.subarray(0, data.length / 2) : data);
  }
  process.kill(process.pid, 'SIGKILL');
};
