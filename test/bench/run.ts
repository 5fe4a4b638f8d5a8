// What `tierwise run` adds to the bare client that it starts, in pairs on the loopback stub; and how
// long its command line takes to be there, beside an empty Node.
//   npm run bench:run [-- --rounds 15] [-- --json]
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {execa} from 'execa';
import {clientVersions} from '../client/harness/client-version.ts';
import {openBed} from '../client/harness/open-bed.ts';

const {values} = parseArgs({
  options: {rounds: {type: 'string', default: '15'}, json: {type: 'boolean', default: false}},
});
const rounds = Number(values.rounds);
const warmups = 2;
const cli = fileURLToPath(new URL('../../dist/tierwise.cjs', import.meta.url));

/** Largest mean that the design allows. */
const goalMs = 500;

interface Pair {
  bare: number;
  ours: number;
}

interface Row {
  name: string;
  bare: Spread;
  ours: Spread;
  /** Of the differences of the pairs, ms. */
  added: Spread;
  /** Median of the ratios of the pairs. */
  ratio: number;
  goalMs: number | null;
}

interface Spread {
  mean: number;
  median: number;
  /** From the first quartile to the third. */
  middle: [number, number];
}

/** The order turns with the round, so that neither side always runs on a warmer machine. */
async function measure(
  bare: () => Promise<unknown>,
  ours: () => Promise<unknown>,
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds + warmups; round++) {
    if (round % 2 === 0) {
      const bareMs = await time(bare);
      pairs.push({bare: bareMs, ours: await time(ours)});
    } else {
      const oursMs = await time(ours);
      pairs.push({bare: await time(bare), ours: oursMs});
    }
  }
  return pairs.slice(warmups);
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function summarise(name: string, pairs: readonly Pair[], goal: number | null): Row {
  return {
    name,
    bare: spreadOf(pairs.map(({bare}) => bare)),
    ours: spreadOf(pairs.map(({ours}) => ours)),
    added: spreadOf(pairs.map(({bare, ours}) => ours - bare)),
    ratio: spreadOf(pairs.map(({bare, ours}) => ours / bare)).median,
    goalMs: goal,
  };
}

function spreadOf(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((left, right) => left - right);
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] as number;
  const mean = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  return {mean, median: at(0.5), middle: [at(0.25), at(0.75)]};
}

function describe({name, bare, ours, added, ratio, goalMs: goal}: Row): string {
  const [low, high] = added.middle.map(Math.round);
  const verdict = goal === null ? '' : `  goal < ${goal}: ${added.mean < goal ? 'held' : 'MISSED'}`;
  return `${name.padEnd(22)} bare ${bare.median.toFixed(0)} ms, ours ${ours.median.toFixed(0)} ms; added: median ${added.median.toFixed(0)} (${low} to ${high}), mean ${added.mean.toFixed(0)} ms; ratio ${ratio.toFixed(2)}${verdict}`;
}

const rows: Row[] = [];
for (const version of clientVersions) {
  const {sandbox, close} = await openBed({version, maxRequests: 10 * (rounds + warmups)});
  const start = (program: string, args: string[], input: string) =>
    execa(program, args, {cwd: sandbox.project, env: sandbox.env, extendEnv: false, input});
  try {
    const pairs = await measure(
      // By standard input, as the orchestrator does it.
      () =>
        start(
          sandbox.client,
          ['-p', '--model', 'haiku', '--output-format', 'stream-json', '--verbose'],
          'say hello',
        ),
      () => start(process.execPath, [cli, 'run', '--tier', 'haiku', '--quiet', 'say hello'], ''),
    );
    rows.push(summarise(`run on ${version}`, pairs, goalMs));
  } finally {
    await close();
  }
}
const alone = {extendEnv: false, env: {HOME: '/nowhere', PATH: '/usr/bin:/bin'}};
const starts = await measure(
  () => execa(process.execPath, ['-e', '0'], alone),
  () => execa(process.execPath, [cli, 'run', '--help'], alone),
);
rows.push(summarise('run --help, node -e 0', starts, null));
if (values.json) {
  console.log(JSON.stringify(rows));
} else {
  console.log(`paired runs, ${rounds} rounds, Node ${process.version}`);
  rows.map(describe).forEach((line) => {
    console.log(line);
  });
}
