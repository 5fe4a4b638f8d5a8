// Works the queue of TIERWISE_HOME without doing anything: claims what waits, writes it down, ends
// it, until nothing waits; a line for each job that it ended. With STOP_AFTER it stands still in the
// middle of that job, to be killed.
import {writeSync} from 'node:fs';
import {settleQueue} from '../../lib/app/settle-queue.ts';
import {identifySelf} from '../../lib/edge/process-identity.ts';
import {
  claimJob,
  findStored,
  listJobFiles,
  moveJob,
  recordJob,
} from '../../lib/edge/queue-folder.ts';

const home = process.env.TIERWISE_HOME;
const folder = `${home}/queue`;
const stopAfter = Number(process.env.STOP_AFTER ?? Number.POSITIVE_INFINITY);
const outcome = {
  code: null,
  run: null,
  tier: null,
  cost_usd: 0,
  duration_ms: 0,
  branch: null,
  files_changed: 0,
};

async function main(): Promise<void> {
  let done = 0;
  for (;;) {
    await settleQueue({TIERWISE_HOME: home});
    const waiting = listJobFiles(folder).filter(({place}) => place === 'pending');
    if (waiting.length === 0) {
      break;
    }
    for (const file of waiting) {
      const held = claimJob(folder, file, identifySelf());
      if (held === undefined || findStored(folder, file.id)?.history.end) {
        continue;
      }
      recordJob(folder, file.id, {event: 'started', run: String(process.pid), tier: 'haiku'});
      done += 1;
      if (done > stopAfter) {
        writeSync(1, 'stands still\n');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      }
      recordJob(folder, file.id, {event: 'ended', result: 'done', because: 'done', outcome});
      moveJob(folder, held, 'ended');
      writeSync(1, `${file.id}\n`);
    }
  }
}

void main();
