import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {zoneAtTen} from '../../zone-at-ten.ts';
import {planEnvironment, tellPlan} from '../quota/open-plan-bed.ts';
import type {Script} from '../stub/script.ts';
import {echo} from '../stub/scripts/echo.ts';
import {type NightBed, openNightBed} from './open-night-bed.ts';

const jobs = 9;

/** What each job takes of five hours: less than a night guesses, so that it has to stop by its figures. */
const share = 0.05;

/** How long after the last answer the first window ends. */
const lastSeconds = 25;

/** A plan as the service keeps it: five hours that are used to 60 %, and a week on its last day. */
function keepPlan() {
  const told: {used: number; window: number; atMs: number}[] = [];
  const now = () => Math.floor(Date.now() / 1000);
  const weekResets = now() + 10 * 3600;
  let window = {number: 1, used: 0.6, resetsAt: now() + lastSeconds};
  const script: Script = (request) => {
    if (request.text.includes('<<job>>')) {
      if (window.number === 1 && window.used > 0.8 && now() >= window.resetsAt) {
        window = {number: 2, used: 0, resetsAt: now() + 5 * 3600};
      } else if (window.number === 1) {
        // It ends when the night has stood still for a while, however slow the machine is.
        window.resetsAt = now() + lastSeconds;
      }
      window.used = Math.round((window.used + share) * 100) / 100;
      told.push({used: window.used, window: window.number, atMs: Date.now()});
    }
    const {used, resetsAt} = window;
    const week = {used: 0.2 + told.length / 100, resetsAt: weekResets};
    return tellPlan(echo(request), {fiveHour: {used, resetsAt}, week});
  };
  return {told, script};
}

async function addWork(bed: NightBed): Promise<void> {
  const file = join(bed.sandbox.home, 'look.yaml');
  const step = '{id: look, tier: haiku, prompt: "<<job>> look around"}';
  writeFileSync(file, `workflow:\n  name: look\n  steps:\n    - ${step}\n`);
  // The first figure of the night comes from a step of a workflow.
  const first = {workflow: file, tier: 'haiku', priority: 9};
  const others = Array.from({length: jobs - 1}, (_, at) => ({
    prompt: `<<job>> number ${at}`,
    tier: 'haiku',
  }));
  await bed.addJobs([first, ...others]);
}

describe('2.1.330', () => {
  test('a night stops at its reserve, waits for the reset, and goes on after it', {
    timeout: 300_000,
  }, async () => {
    const {told, script} = keepPlan();
    const bed = await openNightBed('2.1.330', {
      script,
      env: {...planEnvironment, TZ: zoneAtTen()},
    });
    await addWork(bed);

    const night = bed.start(bed.night);
    const quota = async () => JSON.parse((await bed.tierwise(['quota', '--json'])).stdout);
    // The night has nothing more to start, and says so to whoever asks.
    await expect.poll(quota, {timeout: 90_000}).toMatchObject({
      five_hour: {used: 0.85},
      may_start: false,
      because: 'five-hours-used',
    });
    const {exitCode, stdout} = await night.ended;

    expect(exitCode).toBe(0);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({because: 'nothing-to-do'});
    expect(report.jobs.map(({status}: {status: string}) => status)).toEqual(
      Array(jobs).fill('done'),
    );
    // Each job asked once: the first window is never used beyond nine tenths.
    const used = (number: number) => told.filter(({window}) => window === number);
    expect(used(1).map((each) => each.used)).toEqual([0.65, 0.7, 0.75, 0.8, 0.85]);
    expect(used(2).map((each) => each.used)).toEqual([0.05, 0.1, 0.15, 0.2]);
    expect(await quota()).toMatchObject({five_hour: {used: 0.2}, may_start: true});
    const {stdout: text} = await bed.tierwise(['quota']);
    expect(text).toMatch(/20 %/);
  });
});

describe('2.1.197', () => {
  test('tells no figures, so a night tries two jobs and no more', async () => {
    const {told, script} = keepPlan();
    const bed = await openNightBed('2.1.197', {
      script,
      env: {...planEnvironment, TZ: zoneAtTen()},
    });
    await addWork(bed);
    const {stdout} = await bed.tierwise(bed.night);
    expect(JSON.parse(stdout)).toMatchObject({
      because: 'quota-unknown',
      jobs: [{status: 'done'}, {status: 'done'}],
    });
    expect(told).toHaveLength(2);
    expect(JSON.parse((await bed.tierwise(['quota', '--json'])).stdout)).toMatchObject({
      five_hour: {used: null, unknown_because: 'no-figure'},
    });
  });
});
