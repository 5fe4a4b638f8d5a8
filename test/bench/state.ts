// Updates of one session by several processes at once: what is lost, how many a second, how long each waits.
//   npm run bench:state [-- --processes 8] [-- --updates 200] [-- --killed 2] [-- --json]
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {parseState} from '../../lib/core/session-state/parse-state.ts';
import {bundleProgram} from '../processes/bundle-program.ts';
import {startUpdater, type Updater} from '../processes/start-updater.ts';

const {values} = parseArgs({
  options: {
    processes: {type: 'string', default: '8'},
    updates: {type: 'string', default: '200'},
    killed: {type: 'string', default: '2'},
    json: {type: 'boolean', default: false},
  },
});
const [processes, updates, killed] = [values.processes, values.updates, values.killed].map(
  Number,
) as [number, number, number];
const programs = mkdtempSync(join(tmpdir(), 'tierwise-bench-'));

interface Row {
  name: string;
  acknowledged: number;
  /** Acknowledged, and not in the file. */
  lost: number;
  failed: number;
  seconds: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
}

async function measure(
  name: string,
  {program, alone, dying}: {program: string; alone?: true; dying: number},
): Promise<Row> {
  const home = mkdtempSync(join(tmpdir(), 'tierwise-bench-'));
  try {
    const start = performance.now();
    const all = Array.from({length: alone ? 1 : processes}, (_, at) =>
      startUpdater(program, {
        home,
        NAME: `p${at}`,
        COUNT: String(updates),
        // Killed with the lock in its hands: the others have to wait for it to be given up.
        ...(at < dying ? {STOP_AT: 'temporary-synced', STOP_IN: String(updates / 2)} : {}),
      }),
    );
    await Promise.all(
      all.map((updater, at) => (at < dying ? killWhenStopped(updater) : updater.ended)),
    );
    return summarise(name, {all, home, seconds: (performance.now() - start) / 1000});
  } finally {
    rmSync(home, {recursive: true, force: true});
  }
}

async function killWhenStopped(updater: Updater): Promise<void> {
  await updater.reached('stop');
  updater.kill();
  await updater.ended;
}

function summarise(
  name: string,
  {all, home, seconds}: {all: Updater[]; home: string; seconds: number},
): Row {
  const acknowledged = all.flatMap((updater) => updater.acknowledged);
  const tookMs = all.flatMap((updater) => updater.tookMs).sort((left, right) => left - right);
  const quantile = (share: number) => tookMs[Math.ceil(tookMs.length * share) - 1] ?? 0;
  const found = parseState(readFileSync(join(home, 'state', 'session-state', 's1.json'), 'utf8'));
  const written = new Set(
    found.is === 'state' ? found.state.routing_history.map(({request_hash}) => request_hash) : [],
  );
  return {
    name,
    acknowledged: acknowledged.length,
    lost: acknowledged.filter((update) => !written.has(update)).length,
    failed: all.flatMap(({failures}) => failures).length,
    seconds,
    perSecond: acknowledged.length / seconds,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    maxMs: quantile(1),
  };
}

function describe({name, acknowledged, lost, failed, seconds, perSecond, ...ms}: Row): string {
  return [
    name.padEnd(30),
    `${acknowledged} acknowledged, ${lost} lost, ${failed} failed, ${seconds.toFixed(1)} s,`,
    `${perSecond.toFixed(0)}/s, p50 ${ms.p50Ms.toFixed(1)}, p99 ${ms.p99Ms.toFixed(0)}, max ${ms.maxMs.toFixed(0)} ms`,
  ].join(' ');
}

try {
  const withLock = await bundleProgram('update-state', programs);
  const without = await bundleProgram('update-without-lock', programs);
  const rows = [
    await measure('one process', {program: withLock, alone: true, dying: 0}),
    await measure(`${processes} processes`, {program: withLock, dying: 0}),
    await measure(`${processes} processes, ${killed} killed -9`, {
      program: withLock,
      dying: killed,
    }),
    await measure(`${processes} processes, no lock`, {program: without, dying: 0}),
  ];
  if (values.json) {
    console.log(JSON.stringify(rows));
  } else {
    console.log(`${updates} updates by each process, Node ${process.version}`);
    rows.forEach((row) => {
      console.log(describe(row));
    });
  }
} finally {
  rmSync(programs, {recursive: true, force: true});
}
