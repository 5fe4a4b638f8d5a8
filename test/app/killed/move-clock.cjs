// Moves the wall clock by MOVE_CLOCK_MS once the file MOVE_CLOCK_FILE is there, as a person or a
// time server does while a program runs. The monotonic clock goes on.
const fs = require('node:fs');

const {MOVE_CLOCK_MS = '0', MOVE_CLOCK_FILE = ''} = process.env;
const RealDate = Date;
const now = () => RealDate.now() + (fs.existsSync(MOVE_CLOCK_FILE) ? Number(MOVE_CLOCK_MS) : 0);

globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [now()] : args));
  }
  static now() {
    return now();
  }
};
