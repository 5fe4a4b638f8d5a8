import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {test} from 'vitest';
import {playsAll} from '../../plays-all.ts';
import {clientVersions} from '../harness/client-version.ts';
import {installTierwise} from '../harness/install-tierwise.ts';
import type {Sandbox} from '../harness/make-sandbox.ts';
import {openBed} from '../harness/open-bed.ts';
import {runPrint} from '../harness/run-print.ts';
import {openStream} from './open-stream.ts';
import {canary, playCases, prompt, sumSeen} from './play-cases.ts';
import {readReport, runTierwise, sumReported} from './run-tierwise.ts';

const args = ['--model', 'opus', '--allowedTools', 'Bash Agent'];

const times = (count: number, name: string) => Array.from({length: count}, () => name);

const rows = playsAll ? 8 : 2;
const each = playsAll ? 5 : 2;

/** Mixed, so that a request counted with its neighbour's turn would be noticed. */
const mixed = [
  ...times(rows, 'obey stay obey stay inline wrong stay obey stay stay').flatMap((row) =>
    row.split(' '),
  ),
  ...times(each, 'several'),
  ...times(each, 'background'),
];

// Both at once: a client mostly waits for its hooks.
test.concurrent.for(clientVersions)(
  'models, tokens, cost and verdicts of every turn are exact: %s',
  {timeout: 240_000},
  async (version, {expect: expectHere, onTestFinished}) => {
    const {stub, sandbox, close} = await openBed({version, script: playCases, maxRequests: 2000});
    onTestFinished(close);
    await installTierwise(sandbox);

    const first = openStream(sandbox, {args});
    for (const name of mixed) {
      await first.submit(name === 'stay' ? `yes, continue ${canary}` : prompt(name));
      // 2.1.330 reports a background agent in a turn of its own.
      if (name === 'background') await first.settle(800);
    }
    await first.end();

    const resumed = openStream(sandbox, {args: [...args, '--resume', first.sessionId()]});
    for (const name of ['obey', 'inline']) await resumed.submit(prompt(name));
    await resumed.end();

    const advised = openStream(sandbox, {args, env: {TIERWISE_ENFORCE: 'advise'}});
    for (const name of times(each, 'wrong')) await advised.submit(prompt(name));
    await advised.end();

    const strict = openStream(sandbox, {args, env: {TIERWISE_ENFORCE: 'strict'}});
    for (const name of ['gate', 'gate', 'obey']) await strict.submit(prompt(name));
    await strict.end();

    // The report is asked for at once, as a script would that runs it after `claude -p`.
    const last = await runPrint(sandbox, {
      prompt: prompt('obey'),
      args: [...args, '--output-format', 'json'],
    });
    const report = await readReport(sandbox);

    expectHere(sumReported(report)).toEqual(sumSeen(stub.messages()));
    // A resumed session of 2.1.330 goes on counting where it stopped.
    const before = version === '2.1.330' ? 0 : first.cost();
    const billed = before + resumed.cost() + advised.cost() + strict.cost();
    expectHere(report.total.cost).toBeCloseTo(billed + Number(last.json?.total_cost_usd), 9);
    const compliance = JSON.parse(await runTierwise(sandbox, 'compliance', '--json'));
    const moved = 5 * rows + 3 * each + 6;
    expectHere(report.total).toMatchObject({
      turns: 10 * rows + 3 * each + 6,
      moved,
      withoutTranscript: 0,
    });
    expectHere(compliance).toMatchObject({
      moves: moved,
      coverage: 1,
      verdicts: {
        // obey; wrong, which is rewritten; several; background
        followed: 3 * rows + 3 + rows + each + each,
        // wrong, where nothing rewrites
        upgraded: each,
        downgraded: 0,
        'not-delegated': rows + 1,
        'gate-opened': 2,
        unknown: 0,
      },
      deniedLoops: 2,
      apart: {stay: 5 * rows, observed: 0},
    });
    const told = await tellEverything(sandbox, compliance.worst[0].prompt);
    expectHere(told.filter((text) => text.includes(canary))).toEqual([]);
  },
);

/** All that is stored in evidence and logs, and printed about it. */
async function tellEverything(sandbox: Sandbox, worst: string): Promise<string[]> {
  const calls = [
    ['report'],
    ['report', '--json'],
    ['report', '--csv', '--by', 'session'],
    ['compliance'],
    ['compliance', '--json'],
    ['why'],
    ['why', worst],
    ['why', worst, '--json'],
  ];
  const told = await Promise.all(calls.map((call) => runTierwise(sandbox, ...call)));
  const home = path.join(sandbox.home, '.claude', 'tierwise');
  for (const folder of ['metrics', 'logs']) {
    for (const name of await readdir(path.join(home, folder)).catch(() => [])) {
      told.push(await readFile(path.join(home, folder, name), 'utf8'));
    }
  }
  return told;
}
