import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {addJob} from '../../lib/app/add-jobs.ts';
import {cancelJob, pauseJob} from '../../lib/app/change-job.ts';
import {addTrust} from '../../lib/app/edit-trust.ts';
import type {NightOrder, NightReport, StartJob} from '../../lib/app/night-state.ts';
import {pauseQueue} from '../../lib/app/pause-queue.ts';
import {planNight} from '../../lib/app/plan-night.ts';
import {showQueue} from '../../lib/app/show-queue.ts';
import {switchRouting} from '../../lib/app/switch-routing.ts';
import {workNight} from '../../lib/app/work-night.ts';
import type {JobEnd} from '../../lib/core/night/job-end.ts';
import type {NightWindow} from '../../lib/core/night/night-window.ts';
import type {JobDraft} from '../../lib/core/queue/job.ts';
import {copiesFolder, jobCopyFolder, paths} from '../../lib/edge/paths.ts';
import {claimJob, listJobFiles, readJobJournal, recordJob} from '../../lib/edge/queue-folder.ts';
import {appendReadings} from '../../lib/edge/quota-file.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';
import {zoneAtTen} from '../zone-at-ten.ts';

const hourMs = 3_600_000;
const rest = {run: 'r1', tier: 'haiku', costUsd: 0.5, durationMs: 10};
const done: JobEnd = {...rest, status: 'done', because: 'done', branch: null, filesChanged: 0};
const failed = (isFinal: boolean): JobEnd => ({
  ...{...rest, status: 'failed', code: 'timed-out', because: 'it took too long'},
  ...{isFinal, branch: null},
});

async function makeNight(metered = true) {
  const home = temporaryFolder();
  const cwd = join(home, 'project');
  mkdirSync(cwd);
  const environment = {
    ...{TIERWISE_HOME: home, HOME: '/nowhere'},
    ...(metered ? {ANTHROPIC_API_KEY: 'x'} : {}),
  };
  await addTrust(environment, {folder: cwd, now: new Date()});
  const control = new AbortController();
  const began: string[] = [];
  const bed = {
    ...{home, cwd, environment, control, began},
    queue: join(home, 'queue'),
    add: async (said: JobDraft = {}) => {
      const added = await addJob({prompt: 'x', ...said}, {environment, cwd, now: new Date()});
      return added.ok ? added.value.id : added.failure.code;
    },
    states: async () =>
      Object.fromEntries(
        (await showQueue(environment, new Date())).jobs.map(({id, state}) => [id, state]),
      ),
    work: (start: StartJob, said: Partial<NightOrder> = {}) =>
      workNight(
        {
          ...{environment, zone: 'UTC', window: {startMinute: 0, endMinute: 1439}},
          ...{untilMs: Date.now() + 8 * hourMs, maxJobs: 100, maxUsd: 100},
          ...{signal: control.signal, notify: () => undefined},
          ...said,
        },
        (stored, at) => {
          began.push(stored.job.id);
          at.begun(`run-${began.length}`);
          return start(stored, at);
        },
      ),
  };
  return bed;
}

/** A window by the clock of UTC that opened some hours ago and stays open for some more. */
function aroundNow(): NightWindow {
  const now = new Date();
  const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
  return {startMinute: (minute + 1440 - 180) % 1440, endMinute: (minute + 180) % 1440};
}

/** Resolves as parked when it is told to end, as a client of ours would. */
const untilEnded: StartJob = (_, {signal}) =>
  new Promise((resolve) => {
    const end = () => resolve({...failed(false)});
    signal.addEventListener('abort', end, {once: true});
  });

describe('a night', () => {
  it('works everything that may be worked, dependencies first', async () => {
    const {add, work, states, began} = await makeNight();
    const a = await add();
    const b = await add({after: [a]});
    const c = await add({after: [b], priority: 9});
    const report = await work(async () => done);
    expect(report).toMatchObject({because: 'nothing-to-do', costUsd: 1.5});
    expect(began).toEqual([a, b, c]);
    expect(await states()).toEqual({[a]: 'done', [b]: 'done', [c]: 'done'});
  });

  it('goes on when the copy of an ended job cannot be removed', async () => {
    const {add, work, states, environment} = await makeNight();
    const [a, b] = [await add(), await add()];
    // A file where the copies' folder should be: nothing below it can be reached.
    const copies = copiesFolder(environment);
    mkdirSync(dirname(copies), {recursive: true});
    writeFileSync(copies, '');
    expect(await work(async () => done)).toMatchObject({because: 'nothing-to-do'});
    expect(await states()).toEqual({[a]: 'done', [b]: 'done'});
    expect(readdirSync(paths(environment).logs).length).toBeGreaterThan(0);
  });

  it('runs as many at once as their tiers allow', async () => {
    const {add, work} = await makeNight();
    for (const tier of [
      'haiku',
      'haiku',
      'haiku',
      'haiku',
      'sonnet',
      'sonnet',
      'sonnet',
      'opus',
      'opus',
    ] as const) {
      await add({tier});
    }
    const now = {haiku: 0, sonnet: 0, opus: 0};
    const most = {...now};
    let openGate = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      openGate = resolve;
    });
    await work(async (stored) => {
      const tier = stored.job.tier ?? 'haiku';
      now[tier] += 1;
      most[tier] = Math.max(most[tier], now[tier]);
      // Nobody goes on before as many run as may; were it fewer, this would wait for ever.
      if (now.haiku + now.sonnet + now.opus === 6) {
        openGate();
      }
      await gate;
      now[tier] -= 1;
      return done;
    });
    expect(most).toEqual({haiku: 3, sonnet: 2, opus: 1});
  });

  it('runs beside each other what routing sends to a small tier', async () => {
    const {add, work} = await makeNight();
    for (let at = 0; at < 3; at += 1) {
      await add({prompt: 'run the tests and show me the failures'});
    }
    await add({prompt: 'drop the users table in production'});
    const tiers: string[] = [];
    let openGate = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      openGate = resolve;
    });
    await work(async (_, {tier}) => {
      tiers.push(tier);
      // All four at once; were it fewer, this would wait for ever.
      if (tiers.length === 4) {
        openGate();
      }
      await gate;
      return done;
    });
    expect(tiers.toSorted()).toEqual(['haiku', 'haiku', 'haiku', 'stay']);
  });

  it('tries again what may pass, and no oftener than a job says', async () => {
    const {add, work, states, began, queue} = await makeNight();
    const a = await add({attempts: 3});
    const b = await add();
    const c = await add({after: [a]});
    const d = await add({max_usd: 0.9, attempts: 9});
    await work(async ({job}) => (job.id === b ? failed(true) : failed(false)));
    expect(began.filter((id) => id === a)).toHaveLength(3);
    expect(began.filter((id) => id === b)).toHaveLength(1);
    // 0.5 twice is more than it may take.
    expect(began.filter((id) => id === d)).toHaveLength(2);
    expect(await states()).toEqual({[a]: 'failed', [b]: 'failed', [c]: 'held', [d]: 'failed'});
    expect(readJobJournal(queue, a).map(({event}) => event)).toEqual([
      ...['started', 'failed-once', 'started', 'failed-once', 'started', 'ended'],
    ]);
  });

  it('keeps within its caps', async () => {
    const {add, work} = await makeNight();
    for (let at = 0; at < 4; at += 1) {
      await add({max_usd: 1});
    }
    expect(await work(async () => done, {maxJobs: 1})).toMatchObject({because: 'jobs-reached'});
    const report = await work(async () => done, {maxUsd: 1.2});
    expect(report).toMatchObject({because: 'money-reached', jobs: [{status: 'done'}]});
  });

  it('has its caps once in a window, however often it is started', async () => {
    const {add, work, began, environment} = await makeNight();
    for (let at = 0; at < 6; at += 1) {
      await add({max_usd: 1});
    }
    const inWindow = (said: Partial<NightOrder>) =>
      work(async () => done, {untilMs: null, zone: 'UTC', window: aroundNow(), ...said});
    expect(await inWindow({maxJobs: 2})).toMatchObject({because: 'jobs-reached', costUsd: 1});
    expect(await inWindow({maxJobs: 2})).toMatchObject({because: 'jobs-reached', jobs: []});
    expect(await inWindow({maxJobs: 3})).toMatchObject({because: 'jobs-reached', costUsd: 0.5});
    // 1.5 are spent, and the next one may take 1.
    expect(await inWindow({maxUsd: 2.4})).toMatchObject({because: 'money-reached', jobs: []});
    expect(began).toHaveLength(3);
    const plan = {environment, zone: 'UTC', window: aroundNow(), untilMs: null, maxUsd: 50};
    expect(await planNight({...plan, maxJobs: 4})).toMatchObject({left: 1, jobs: [{tier: 'auto'}]});
    // A person who begins one by hand begins with whole caps.
    expect(await work(async () => done, {maxJobs: 2})).toMatchObject({costUsd: 1});
  });

  it('shares its caps with a night beside it', async () => {
    const {add, work, began} = await makeNight();
    for (let at = 0; at < 4; at += 1) {
      await add({max_usd: 1, tier: 'haiku'});
    }
    const said = {untilMs: null, zone: 'UTC', window: aroundNow(), maxUsd: 1.6};
    let other: NightReport | undefined;
    await work(async () => {
      // 1 of 1.6 is held by the job that runs.
      other ??= await work(async () => done, said);
      return done;
    }, said);
    expect(other).toMatchObject({because: 'money-reached', jobs: []});
    expect(began).toHaveLength(2);
  });

  it('parks all when one runs into a limit, and takes no attempt for it', async () => {
    const {add, work, states, began, queue} = await makeNight();
    const ids = [await add(), await add(), await add()];
    const until = new Date(Date.now() + 20 * hourMs).toISOString();
    const report = await work(async () => ({
      ...{...rest, status: 'parked', until, because: 'limit-reached'},
    }));
    expect(report.because).toBe('limited');
    expect(began).toHaveLength(1);
    const [first = ''] = began;
    expect(await states()).toEqual({
      ...Object.fromEntries(ids.map((id) => [id, 'ready'])),
      [first]: 'parked',
    });
    expect(readJobJournal(queue, first).at(-1)).toMatchObject({event: 'parked', until});
  });

  it('goes on when the limit ends within the night', async () => {
    const {add, work, began} = await makeNight();
    await add();
    const until = new Date(Date.now() + 1500).toISOString();
    const report = await work(async () =>
      began.length === 1 ? {...rest, status: 'parked', until, because: 'limit-reached'} : done,
    );
    expect(report.jobs.map(({status}) => status)).toEqual(['parked', 'done']);
  });

  it('never enters a folder that nobody trusts', async () => {
    const {add, work, began, home, states} = await makeNight();
    const other = join(home, 'other');
    mkdirSync(other);
    const id = await add({cwd: other});
    expect(await work(async () => done)).toMatchObject({because: 'nothing-to-do', jobs: []});
    expect(began).toEqual([]);
    expect(await states()).toEqual({[id]: 'held'});
  });

  it('leaves alone what a person paused, one job or all', async () => {
    const {add, work, began, environment} = await makeNight();
    const id = await add();
    const other = await add();
    await pauseJob(environment, id);
    await work(async () => done);
    expect(began).toEqual([other]);
    await add();
    pauseQueue(environment, true);
    expect(await work(async () => done)).toMatchObject({because: 'paused'});
    expect(began).toEqual([other]);
  });

  it('ends all at once when the stop file is laid, and they fail of nothing', async () => {
    const {add, work, queue, states} = await makeNight();
    const id = await add();
    const report = await work((stored, at) => {
      writeFileSync(join(queue, 'stop'), '');
      return untilEnded(stored, at);
    });
    expect(report).toMatchObject({because: 'stop-file', jobs: [{status: 'parked'}]});
    expect(await states()).toEqual({[id]: 'ready'});
    expect(readJobJournal(queue, id).map(({event}) => event)).toEqual(['started', 'parked']);
  });

  it('ends all at once when tierwise is switched off, and goes on when it is on again', async () => {
    const {add, work, environment, began} = await makeNight();
    const id = await add();
    const report = await work((stored, at) => {
      switchRouting(environment, true);
      return untilEnded(stored, at);
    });
    expect(report).toMatchObject({because: 'switched-off', jobs: [{status: 'parked'}]});
    expect(await work(async () => done)).toMatchObject({because: 'switched-off', jobs: []});
    switchRouting(environment, false);
    expect(await work(async () => done)).toMatchObject({jobs: [{status: 'done'}]});
    expect(began).toEqual([id, id]);
  });

  it('ends a job that is cancelled while it runs, and no other', async () => {
    const {add, work, environment, states} = await makeNight();
    const id = await add();
    const other = await add();
    await work(async (stored, at) => {
      if (stored.job.id === other) {
        return done;
      }
      await cancelJob(environment, id);
      return untilEnded(stored, at);
    });
    expect(await states()).toEqual({[id]: 'cancelled', [other]: 'done'});
  });

  it('ends with the clock on the wall', async () => {
    const {add, work, states} = await makeNight();
    const id = await add({timeout_ms: 1000});
    const report = await work(untilEnded, {untilMs: Date.now() + 2500});
    expect(report).toMatchObject({
      because: 'outside-the-window',
      jobs: [{because: 'the night was over'}],
    });
    expect(await states()).toEqual({[id]: 'ready'});
  });

  it('ends when the person says so', async () => {
    const {add, work, control, states} = await makeNight();
    const id = await add();
    const report = await work((stored, at) => {
      control.abort();
      return untilEnded(stored, at);
    });
    expect(report).toMatchObject({because: 'interrupted'});
    expect(await states()).toEqual({[id]: 'ready'});
  });

  it('takes up what a killed night left, once', async () => {
    const {add, work, queue, states, began} = await makeNight();
    const [half, whole] = [await add(), await add()];
    for (const [id, isEnded] of [
      [half, false],
      [whole, true],
    ] as const) {
      const file = listJobFiles(queue).find((each) => each.id === id);
      claimJob(queue, file as never, {pid: 1, started: 'never'});
      recordJob(queue, id, {event: 'started', run: 'old', tier: 'haiku'});
      if (isEnded) {
        const outcome = {code: null, run: 'old', tier: 'haiku', cost_usd: 1, duration_ms: 1};
        recordJob(queue, id, {
          ...{event: 'ended', result: 'done', because: 'done'},
          outcome: {...outcome, branch: null, files_changed: 0},
        });
      }
    }
    let run: string | null = null;
    await work(async ({history}) => {
      run = history.openRun;
      return done;
    });
    expect(began).toEqual([half]);
    expect(run).toBe('old');
    expect(await states()).toEqual({[half]: 'done', [whole]: 'done'});
  });

  it('counts what was thrown away as money, and as no attempt', async () => {
    const {add, work, queue, began} = await makeNight();
    const id = await add({attempts: 2});
    const report = await work(async (_, at) => {
      if (began.length > 1) {
        return done;
      }
      at.thrownAway('run-1', 0.25);
      at.begun('anew');
      return failed(false);
    });
    expect(report).toMatchObject({costUsd: 1.25, jobs: [{costUsd: 0.75}, {costUsd: 0.5}]});
    const journal = readJobJournal(queue, id);
    expect(journal.map(({event}) => event)).toEqual([
      ...['started', 'thrown-away', 'started', 'failed-once', 'started', 'ended'],
    ]);
    expect(journal.at(-1)).toMatchObject({result: 'done', outcome: {cost_usd: 1.25}});
  });

  it('removes copies that ended jobs have left, and no others', async () => {
    const {add, work, environment, states} = await makeNight();
    const [over, paused] = [await add(), await add()];
    await cancelJob(environment, over);
    await pauseJob(environment, paused);
    for (const id of [over, paused]) put(join(jobCopyFolder(environment, id), 'work.txt'), 'half');
    await work(async () => done);
    expect(existsSync(jobCopyFolder(environment, over))).toBe(false);
    expect(existsSync(jobCopyFolder(environment, paused))).toBe(true);
    expect(await states()).toEqual({[over]: 'cancelled', [paused]: 'paused'});
  });

  it('loses neither the job nor the rest to a bug of ours', async () => {
    const {add, work, states} = await makeNight();
    const [a, b] = [await add(), await add()];
    await work(async ({job}) => {
      if (job.id === a) {
        throw new Error('not foreseen');
      }
      return done;
    });
    expect(await states()).toEqual({[a]: 'failed', [b]: 'done'});
  });

  it('tries two jobs of a plan that nobody tells about, one after the other', async () => {
    const {add, work, began} = await makeNight(false);
    for (let at = 0; at < 4; at += 1) {
      await add({tier: 'haiku'});
    }
    // The first hour of somebody unknown is at six in the morning.
    const report = await work(async () => done, {zone: zoneAtTen()});
    expect(report.because).toBe('quota-unknown');
    expect(began).toHaveLength(2);
  });

  it('tries two of them in a window, however often it is started', async () => {
    const {add, work, began, environment, home} = await makeNight(false);
    for (let at = 0; at < 4; at += 1) {
      await add({tier: 'haiku'});
    }
    const window = {startMinute: 20 * 60, endMinute: 6 * 60};
    const inWindow = {untilMs: null, zone: zoneAtTen(), window};
    await work(async () => done, {...inWindow, maxJobs: 1});
    expect(began).toHaveLength(1);
    await work(async () => done, inWindow);
    expect(began).toHaveLength(2);
    expect(await work(async () => done, inWindow)).toMatchObject({because: 'quota-unknown'});
    expect(began).toHaveLength(2);
    const plan = {environment, ...inWindow, maxJobs: 9, maxUsd: 9};
    expect((await planNight(plan)).choice).toMatchObject({may: false, because: 'quota-unknown'});
    // A figure takes all of it back; one of the week alone leaves the five hours unknown.
    const atMs = Date.now();
    const figure = {window: 'seven_day', used: 0.1, resetsAtMs: atMs + 5 * hourMs} as const;
    appendReadings(join(home, 'quota'), [{...figure, atMs, isLimited: false, source: 'run'}]);
    await work(async () => done, inWindow);
    expect(began).toHaveLength(4);
  });

  it('goes on as soon as a figure comes, and stops at nine tenths', async () => {
    const {add, work, began, home} = await makeNight(false);
    for (let at = 0; at < 6; at += 1) {
      await add({tier: 'haiku'});
    }
    let used = 0.5;
    const tell = () => {
      const atMs = Date.now();
      const base = {atMs, isLimited: false, source: 'run'} as const;
      appendReadings(join(home, 'quota'), [
        {...base, window: 'five_hour', used, resetsAtMs: startMs + 4 * hourMs},
        {...base, window: 'seven_day', used: 0.1, resetsAtMs: startMs + 5 * hourMs},
      ]);
    };
    const startMs = Date.now();
    tell();
    const report = await work(
      async () => {
        used += 0.2;
        tell();
        return done;
      },
      {untilMs: startMs + 3 * hourMs},
    );
    expect(report.because).toBe('five-hours-used');
    expect(began.length).toBeGreaterThanOrEqual(2);
    expect(used).toBeLessThan(1.2);
  });
});
