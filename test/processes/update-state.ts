// Updates one session: SESSION, NAME, COUNT. Each update that was acknowledged is a line, with its
// milliseconds. With STOP_AT it says so and stands still at that moment of update STOP_IN, to be killed.
import fs from 'node:fs';

const {SESSION = 's1', NAME = 'a', COUNT = '1', STOP_AT, STOP_IN = '0', FROM = '0'} = process.env;

/** Called after the file system did something: which function, on which path. */
type Moment = (name: string, path: string) => boolean;

export const moments: Readonly<Record<string, Moment>> = {
  'lock-taken': (name, path) => name === 'mkdirSync' && path.endsWith('.json.lock'),
  'state-read': (name, path) => name === 'readFileSync' && path.endsWith(`/${SESSION}.json`),
  'temporary-opened': (name, path) => name === 'openSync' && path.endsWith('.tmp'),
  'temporary-synced': (name) => name === 'fsyncSync',
  'copy-linked': (name) => name === 'linkSync',
  'copy-kept': (name, path) => name === 'renameSync' && path.endsWith('.old.tmp'),
  'state-replaced': (name, path) => name === 'renameSync' && path.endsWith(`${process.pid}.tmp`),
};

let round = -1;

function standStill(at: string): void {
  fs.writeSync(1, `at ${at}\n`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function watch(name: keyof typeof fs): void {
  const original = fs[name] as (...args: unknown[]) => unknown;
  Object.assign(fs, {
    [name]: (...args: unknown[]) => {
      const result = original.apply(fs, args);
      if (STOP_AT && round === Number(STOP_IN) && moments[STOP_AT]?.(name, String(args[0]))) {
        standStill(STOP_AT);
      }
      return result;
    },
  });
}

/** Half of the text, and no more. */
function writeHalf(): void {
  const original = fs.writeFileSync;
  Object.assign(fs, {
    writeFileSync: (target: number | string, text: string, ...more: []) => {
      if (STOP_AT === 'half-written' && round === Number(STOP_IN) && typeof target === 'number') {
        fs.writeSync(target, text.slice(0, text.length / 2));
        standStill('half-written');
      }
      original(target, text, ...more);
    },
  });
}

async function main(): Promise<void> {
  for (const name of [
    'mkdirSync',
    'readFileSync',
    'openSync',
    'fsyncSync',
    'linkSync',
    'renameSync',
  ] as const) {
    watch(name);
  }
  writeHalf();
  // Loaded after that: proper-lockfile keeps the functions that it finds.
  const {appendRoutingHistory} = await import('../../lib/app/update-session-state.ts');
  for (round = Number(FROM); round < Number(FROM) + Number(COUNT); round++) {
    const start = performance.now();
    const outcome = await appendRoutingHistory(process.env, SESSION, {
      timestamp: new Date().toISOString(),
      request_hash: `${NAME}-${round}`,
      agent: 'tierwise-haiku',
      result: 'done',
    });
    const line = outcome.ok
      ? `ack ${NAME}-${round} ${(performance.now() - start).toFixed(2)}`
      : `failed ${JSON.stringify(outcome.failure)}`;
    fs.writeSync(1, `${line}\n`);
  }
}

void main();
