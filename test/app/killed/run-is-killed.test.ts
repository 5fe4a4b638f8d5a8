import {spawn} from 'node:child_process';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {identifyProcess} from '../../../lib/edge/process-identity.ts';
import {put} from '../../edge/temporary-folder.ts';
import {eventually, isAlive, marked} from '../../fake-client.ts';
import {readFacts} from '../run-bed.ts';
import {type Ended, openProgramBed, type ProgramBed} from './run-program-bed.ts';

vi.setConfig({testTimeout: 120_000});

/** A run with every phase: an attempt in a copy, a check, a change that comes home. */
const call = [
  ...['run', '--tier', 'haiku', '--quiet', '--json', '--session', 's-1'],
  ...['--verify', 'grep -q right a.txt', 'do it'],
];
const work = 'echo right >a.txt; say "it is right"';

const facts = [
  'run-opened',
  'attempt-prepared',
  'attempt-started',
  'attempt-ended',
  'verify-started',
  'verify-ended',
  'change-applied',
  'step-ended',
  'run-ended',
];

const onlyRun = ({data}: ProgramBed) => readdirSync(join(data, 'runs'))[0] ?? '';

function expectDone(bed: ProgramBed, {exitCode, stdout}: Ended): void {
  expect({exitCode, ...JSON.parse(stdout)}).toMatchObject({
    exitCode: 0,
    status: 'done',
    result: 'it is right',
  });
  // The change is there once, and nothing else is.
  expect(bed.repository.git('status', '--porcelain')).toBe(' M a.txt');
  expect(readFileSync(join(bed.cwd, 'a.txt'), 'utf8')).toBe('right\n');
  expect(existsSync(join(bed.data, 'copies', onlyRun(bed)))).toBe(false);
  expect(marked(`TIERWISE_ATTEMPT=${onlyRun(bed)}/`)).toEqual([]);
  expect(readdirSync(join(bed.data, 'runs', onlyRun(bed), 'attempts', 'main-1'))).not.toContain(
    'context.json',
  );
}

describe('killed with -9, and resumed', () => {
  test.each([
    ...facts.map((fact) => [fact, 'before']),
    // Where something was begun before the next fact: a copy, a client, its work, a check.
    ...['run-opened', 'attempt-prepared', 'attempt-started', 'verify-started', 'run-ended'].map(
      (fact) => [fact, 'after'],
    ),
    ['attempt-ended', 'after'],
    ['attempt-ended', 'torn'],
  ])('%s, %s', async (fact, when) => {
    const bed = openProgramBed(work);
    const env = {
      KILL_AT: String(fact),
      KILL_WHEN: String(when),
      // Large enough for a file, which must not be left behind.
      TIERWISE_CTX_NOTES: 'n'.repeat(8000),
    };
    const killed = await bed.start(call, {preload: 'kill-at-fact.cjs', env}).ended;
    expect(killed.signal).toBe('SIGKILL');
    const isOver = fact === 'run-ended' && when === 'after';
    const resumed = await bed.start(['runs', 'resume', '--json', '--quiet', onlyRun(bed)]).ended;
    if (isOver) {
      expect(JSON.parse(resumed.stdout)).toMatchObject({failure: {code: 'run-over'}});
    } else {
      expectDone(bed, resumed);
    }
    // At most one client more than was killed, and never two for work that was written down.
    const known = facts.indexOf('attempt-ended');
    const isKnown = facts.indexOf(String(fact)) - (when === 'after' ? 0 : 1) >= known;
    expect(bed.client.calls().length).toBeLessThanOrEqual(isKnown ? 1 : 2);
  });

  test('while the client works: it is adopted, and its work is not done twice', async () => {
    const bed = openProgramBed(`reached work; wait_for end; ${work}`);
    const run = bed.start(call);
    await bed.client.reached('work');
    run.kill('SIGKILL');
    await run.ended;
    const resumed = bed.start(['runs', 'resume', '--json', '--quiet']);
    await eventually(() => {
      const {data} = bed;
      const journal = join(data, 'runs', onlyRun(bed), 'journal.jsonl');
      return readFacts(journal).filter((fact) => fact === 'run-opened').length === 2;
    });
    bed.client.go('end');
    expectDone(bed, await resumed.ended);
    expect(bed.client.calls()).toHaveLength(1);
  });

  test('with its client, in the middle of a line: the work is done anew', async () => {
    const bed = openProgramBed(
      `[ $call = 1 ] && { answer; printf '{"type":"resu'; reached work; sleep 1000; }; ${work}`,
    );
    const run = bed.start(call);
    await bed.client.reached('work');
    run.kill('SIGKILL');
    await run.ended;
    process.kill(-Number(bed.client.calls()[0]?.pid), 'SIGKILL');
    const resumed = await bed.start(['runs', 'resume', '--json', '--quiet']).ended;
    expectDone(bed, resumed);
    expect(JSON.parse(resumed.stdout).attempts).toMatchObject([
      {outcome: 'killed'},
      {outcome: 'done'},
    ]);
  });

  test('during the check, which is ended with all that it started before it begins anew', async () => {
    const bed = openProgramBed(work);
    const check = `[ -e ${bed.cwd}/../again ] || { : >${bed.cwd}/../checking; sleep 1000 & setsid sleep 1000; }; true`;
    const run = bed.start(['run', '--tier', 'haiku', '--json', '--verify', check, 'do it']);
    await eventually(() => existsSync(join(bed.cwd, '..', 'checking')));
    run.kill('SIGKILL');
    await run.ended;
    expect(marked(`TIERWISE_ATTEMPT=${onlyRun(bed)}/`).length).toBeGreaterThan(0);
    put(join(bed.cwd, '..', 'again'), '');
    expectDone(bed, await bed.start(['runs', 'resume', '--json', '--quiet']).ended);
    expect(bed.client.calls()).toHaveLength(1);
  });

  test('a number that a process of somebody else got meanwhile: that one lives on', async () => {
    const bed = openProgramBed(work);
    const env = {KILL_AT: 'attempt-ended'};
    await bed.start(call, {preload: 'kill-at-fact.cjs', env}).ended;
    const innocent = spawn('sleep', ['1000'], {detached: true, stdio: 'ignore'});
    onTestFinished(() => void innocent.kill('SIGKILL'));
    const journal = join(bed.data, 'runs', onlyRun(bed), 'journal.jsonl');
    const identity = identifyProcess(Number(innocent.pid));
    const old = {pid: innocent.pid, started: identity?.started.replace(/\d+$/, '1')};
    const lines = readFileSync(journal, 'utf8').replace(
      /("event":"attempt-started".*)"pid":\d+,"started":"[^"]*"/,
      (_, head) => `${head}${JSON.stringify(old).slice(1, -1)}`,
    );
    put(journal, lines);
    expectDone(bed, await bed.start(['runs', 'resume', '--json', '--quiet']).ended);
    expect(isAlive(Number(innocent.pid))).toBe(true);
  });
});

describe('killed with -9, and then by tierwise runs kill', () => {
  test.each([
    ['a client', call, 'reached work; setsid sleep 1000 & sleep 1000'],
    [
      'a check',
      ['run', '--tier', 'haiku', '--verify', 'sleep 1000 & setsid sleep 1000', 'x'],
      work,
    ],
  ])('%s that was left is ended', async (_name, args, script) => {
    const bed = openProgramBed(script);
    const run = bed.start(args);
    const journal = () => join(bed.data, 'runs', onlyRun(bed), 'journal.jsonl');
    await eventually(() => {
      const mark = `TIERWISE_ATTEMPT=${existsSync(join(bed.data, 'runs')) ? onlyRun(bed) : 'none'}/`;
      return marked(mark).length > 2;
    });
    run.kill('SIGKILL');
    await run.ended;
    // Its journal is what ends it: that stays for as long as it spends.
    const cleaned = await bed.start(['runs', 'clean', onlyRun(bed), '--json']).ended;
    expect(JSON.parse(cleaned.stdout)).toMatchObject({failure: {code: 'run-busy'}});
    const killed = await bed.start(['runs', 'kill', onlyRun(bed), '--json']).ended;
    expect(JSON.parse(killed.stdout)).toEqual({run: onlyRun(bed), orphans: 1});
    await eventually(() => marked(`TIERWISE_ATTEMPT=${onlyRun(bed)}/`).length === 0);
    expect(readFacts(journal()).at(-1)).toBe('run-ended');
    bed.client.does(work);
    expect(bed.repository.git('status', '--porcelain')).toBe('');
  });

  test('a process that does not listen is made to end', async () => {
    const bed = openProgramBed('reached work; sleep 1000');
    const run = bed.start(call);
    await bed.client.reached('work');
    run.kill('SIGSTOP');
    const killed = await bed.start(['runs', 'kill', onlyRun(bed), '--json']).ended;
    expect(JSON.parse(killed.stdout)).toEqual({run: onlyRun(bed), orphans: 1});
    expect((await run.ended).signal).toBe('SIGKILL');
    await eventually(() => marked(`TIERWISE_ATTEMPT=${onlyRun(bed)}/`).length === 0);
  });
});
