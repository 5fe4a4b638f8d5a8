// Takes one of two places ten times, and writes down when it has one. The line for giving it back
// comes before that, so that by the lines there are never more than there really were.
import {appendFileSync} from 'node:fs';
import {setTimeout as wait} from 'node:timers/promises';
import {identifySelf} from '../../lib/edge/process-identity.ts';
import {freeSlot, takeSlot} from '../../lib/edge/slot-file.ts';

const [file = '', log = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  for (let round = 0; round < 10; ) {
    const taken = await takeSlot(file, identifySelf(), 2);
    if (taken.ok && taken.value) {
      appendFileSync(log, 'took\n');
      await wait(Math.random() * 5);
      appendFileSync(log, 'gave\n');
      await freeSlot(file, identifySelf());
      round += 1;
    } else {
      await wait(Math.random() * 5);
    }
  }
}

void main();
