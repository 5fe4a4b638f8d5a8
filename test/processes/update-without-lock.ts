// The control of the bench: the same updates of the same file as update-state.ts, atomic, without a lock.
import fs from 'node:fs';
import {join} from 'node:path';
import {parseState} from '../../lib/core/session-state/parse-state.ts';
import {freshState} from '../../lib/core/session-state/session-state.ts';

const {TIERWISE_HOME = '', NAME = 'a', COUNT = '1'} = process.env;
const folder = join(TIERWISE_HOME, 'state', 'session-state');
const file = join(folder, 's1.json');

function read() {
  try {
    const found = parseState(fs.readFileSync(file, 'utf8'));
    if (found.is === 'state') {
      return found.state;
    }
  } catch {
    // The first one.
  }
  return freshState('s1', {now: new Date().toISOString(), projectRoot: TIERWISE_HOME});
}

async function main(): Promise<void> {
  fs.mkdirSync(folder, {recursive: true});
  for (let round = 0; round < Number(COUNT); round++) {
    const start = performance.now();
    const state = read();
    const timestamp = new Date().toISOString();
    const entry = {timestamp, request_hash: `${NAME}-${round}`, agent: 'a', result: 'done'};
    const temporary = `${file}.${process.pid}.tmp`;
    const text = JSON.stringify({...state, routing_history: [...state.routing_history, entry]});
    fs.writeFileSync(temporary, text, {flush: true});
    fs.renameSync(temporary, file);
    fs.writeSync(1, `ack ${NAME}-${round} ${(performance.now() - start).toFixed(2)}\n`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

void main();
