import {existsSync, mkdirSync, readdirSync, renameSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {addJob, importJobs} from '../../lib/app/add-jobs.ts';
import {cancelJob, editJob, pauseJob, resumeJob, retryJob} from '../../lib/app/change-job.ts';
import {cleanQueue} from '../../lib/app/clean-queue.ts';
import {addTrust, removeTrust} from '../../lib/app/edit-trust.ts';
import {settleQueue} from '../../lib/app/settle-queue.ts';
import {showJob, showQueue} from '../../lib/app/show-queue.ts';
import type {JobDraft} from '../../lib/core/queue/job.ts';
import {jobCopyFolder} from '../../lib/edge/paths.ts';
import {identifySelf} from '../../lib/edge/process-identity.ts';
import {claimJob, listJobFiles, recordJob} from '../../lib/edge/queue-folder.ts';
import {modeOf, put, temporaryFolder} from '../edge/temporary-folder.ts';

const now = new Date('2026-11-26T12:00:00Z');

function makeQueue() {
  const home = temporaryFolder();
  const environment = {TIERWISE_HOME: home, HOME: '/nowhere'};
  const cwd = join(home, 'project');
  mkdirSync(cwd);
  const world = {environment, cwd, now};
  const add = async (said: JobDraft = {}) => {
    await addTrust(environment, {folder: cwd, now});
    const added = await addJob({prompt: 'do it', ...said}, world);
    return added.ok ? added.value.id : added.failure.code;
  };
  const show = async () => (await showQueue(environment, now)).jobs;
  return {
    folder: join(home, 'queue'),
    cwd,
    environment,
    world,
    add,
    show,
    stateOf: async (id: string) => (await show()).find((job) => job.id === id)?.state,
    hold: (id: string, owner = identifySelf()) => {
      const file = listJobFiles(join(home, 'queue')).find((each) => each.id === id);
      return claimJob(join(home, 'queue'), file as never, owner);
    },
  };
}

describe('the queue', () => {
  it('keeps a job in a file of its own, for the user alone', async () => {
    const {add, folder, show, cwd} = makeQueue();
    const id = await add({priority: 3});
    expect(await show()).toMatchObject([{id, state: 'ready', priority: 3, cwd, attempts: 2}]);
    expect(modeOf(folder)).toBe('700');
    expect(modeOf(join(folder, 'pending', `${id}.json`))).toBe('600');
  });

  it('shows what is worked first, first', async () => {
    const {add, show} = makeQueue();
    const a = await add();
    const b = await add({priority: 1});
    const c = await add({after: [a]});
    expect((await show()).map(({id, state}) => [id, state])).toEqual([
      [b, 'ready'],
      ...[
        [a, 'ready'],
        [c, 'waiting'],
      ].sort(([left = ''], [right = '']) => left.localeCompare(right)),
    ]);
  });

  it('holds what lies in a folder that nobody trusts, and says how to trust it', async () => {
    const {add, cwd, environment, show} = makeQueue();
    await add();
    await removeTrust(environment, cwd);
    expect(await show()).toMatchObject([
      {state: 'held', because: `you do not trust its folder: tierwise trust add ${cwd}`},
    ]);
    rmSync(cwd, {recursive: true});
    expect(await show()).toMatchObject([
      {state: 'held', because: `its folder is not there: ${cwd}`},
    ]);
  });

  it('says what is missing, and what a beginning leaves open', async () => {
    const {add, environment, world} = makeQueue();
    const id = await add();
    expect(await add({after: ['nope']})).toBe('job-missing');
    expect(await showJob(environment, id.slice(0, 4), now)).toMatchObject({value: {job: {id}}});
    expect(await showJob(environment, '', now)).toMatchObject({failure: {code: 'job-missing'}});
    const text =
      '[{"prompt":"x","after":["b"],"name":"a"},{"prompt":"y","after":["a"],"name":"b"}]';
    const draftWorld = {nowMs: now.getTime(), zone: 'UTC', resolve: (path: string) => path};
    expect(await importJobs({file: 'f', text}, world, draftWorld)).toMatchObject({
      failure: {code: 'job-cycle'},
    });
    expect((await showQueue(environment, now)).jobs).toHaveLength(1);
  });

  it('imports jobs that name each other, in any order', async () => {
    const {world, show} = makeQueue();
    const text = '[{"prompt":"second","after":["first"]},{"prompt":"first","name":"first"}]';
    const draftWorld = {nowMs: now.getTime(), zone: 'UTC', resolve: (path: string) => path};
    await importJobs({file: 'f', text}, world, draftWorld);
    const [second, first] = (await show())
      .sort((a, b) => (a.prompt ?? '').localeCompare(b.prompt ?? ''))
      .reverse();
    expect(second).toMatchObject({prompt: 'second', state: 'waiting', after: [first?.id]});
  });

  it('refuses an edit that would close a ring, and changes nothing', async () => {
    const {add, environment, show} = makeQueue();
    const a = await add();
    const b = await add({after: [a]});
    expect(await editJob(environment, a, {after: [b]})).toMatchObject({
      failure: {code: 'job-cycle', cycle: [a, b, a]},
    });
    expect(await editJob(environment, a, {prompt: 'other', priority: 2})).toMatchObject({ok: true});
    expect((await show()).find(({id}) => id === a)).toMatchObject({
      prompt: 'other',
      priority: 2,
      after: [],
    });
    expect(await editJob(environment, a, {workflow: '/w.yaml'})).toMatchObject({ok: true});
    expect((await show()).find(({id}) => id === a)).toMatchObject({workflow: '/w.yaml'});
    expect((await show()).find(({id}) => id === a)?.prompt).toBeUndefined();
  });

  it('pauses, resumes, cancels and retries, with a line for each', async () => {
    const {add, environment, stateOf} = makeQueue();
    const id = await add();
    expect(await pauseJob(environment, id)).toMatchObject({value: {hasChanged: true}});
    expect(await pauseJob(environment, id)).toMatchObject({value: {hasChanged: false}});
    expect(await stateOf(id)).toBe('paused');
    expect(await resumeJob(environment, id)).toMatchObject({value: {hasChanged: true}});
    expect(await cancelJob(environment, id)).toMatchObject({value: {hasChanged: true}});
    expect(await stateOf(id)).toBe('cancelled');
    expect(await cancelJob(environment, id)).toMatchObject({failure: {code: 'job-not-changeable'}});
    expect(await retryJob(environment, id)).toMatchObject({value: {place: 'pending'}});
    expect(await stateOf(id)).toBe('ready');
    const shown = await showJob(environment, id, now);
    expect(shown.ok && shown.value.history.map(({event}) => event)).toEqual([
      'paused',
      'resumed',
      'ended',
      'retried',
    ]);
  });

  it('removes the copy of a parked job that is cancelled, and of no other', async () => {
    const {add, environment, folder, show} = makeQueue();
    const [parked, other] = [await add(), await add()];
    recordJob(folder, parked, {event: 'parked', until: null, because: 'limit', cost_usd: 0.5});
    for (const id of [parked, other]) put(join(jobCopyFolder(environment, id), 'work.txt'), 'half');
    await cancelJob(environment, parked);
    expect(existsSync(jobCopyFolder(environment, parked))).toBe(false);
    expect(existsSync(jobCopyFolder(environment, other))).toBe(true);
    // What it cost is paid.
    expect((await show()).find(({id}) => id === parked)).toMatchObject({cost_usd: 0.5});
  });

  it('asks the runner to end a job that runs, and leaves the rest of it alone', async () => {
    const {add, hold, environment, show} = makeQueue();
    const id = await add();
    hold(id);
    expect(await cancelJob(environment, id)).toMatchObject({value: {hasChanged: true}});
    expect(await cancelJob(environment, id)).toMatchObject({value: {hasChanged: false}});
    expect(await show()).toMatchObject([{state: 'running', because: 'it will be cancelled'}]);
    for (const change of [pauseJob, retryJob]) {
      expect(await change(environment, id)).toMatchObject({failure: {code: 'job-not-changeable'}});
    }
    expect(await editJob(environment, id, {priority: 1})).toMatchObject({
      failure: {code: 'job-not-changeable', state: 'running'},
    });
  });

  it('gives a job to one of many at once', async () => {
    const {add, folder, hold} = makeQueue();
    const id = await add();
    const file = listJobFiles(folder)[0] as never;
    const owners = Array.from({length: 10}, (_, pid) => ({pid: pid + 1, started: 'x:y z'}));
    const won = owners.filter((owner) => claimJob(folder, file, owner) !== undefined);
    expect(won).toHaveLength(1);
    expect(listJobFiles(folder)).toMatchObject([{id, place: 'running', owner: won[0]}]);
    expect(hold(id)).toBeDefined();
  });

  it('forgets ended jobs only', async () => {
    const {add, environment, folder, show} = makeQueue();
    const [a, b] = [await add(), await add()];
    await cancelJob(environment, a);
    expect(cleanQueue(environment, new Date('2026-01-01'))).toEqual([]);
    expect(cleanQueue(environment, new Date('2126-01-01'))).toEqual([a]);
    expect((await show()).map(({id}) => id)).toEqual([b]);
    expect(existsSync(join(folder, 'journal', `${a}.jsonl`))).toBe(false);
  });

  it('keeps an ended job as long as an open one comes after it', async () => {
    const {add, environment, show} = makeQueue();
    const a = await add();
    const b = await add({after: [a]});
    await cancelJob(environment, a);
    expect(cleanQueue(environment, new Date('2126-01-01'))).toEqual([]);
    expect((await show()).map(({id}) => id).toSorted()).toEqual([a, b].toSorted());
    await pauseJob(environment, b);
    expect(cleanQueue(environment, new Date('2126-01-01'))).toEqual([]);
    await cancelJob(environment, b);
    expect(cleanQueue(environment, new Date('2126-01-01')).toSorted()).toEqual([a, b].toSorted());
  });

  it('can change a job whose forerunner is gone', async () => {
    const {add, environment, folder, show} = makeQueue();
    const a = await add();
    const b = await add({after: [a]});
    rmSync(join(folder, 'pending', `${a}.json`));
    expect(await editJob(environment, b, {priority: 5})).toMatchObject({ok: true});
    expect(await show()).toMatchObject([{id: b, priority: 5, after: [a], state: 'held'}]);
    expect(await editJob(environment, b, {after: ['zzz']})).toMatchObject({
      failure: {code: 'job-missing'},
    });
    expect(await editJob(environment, b, {after: []})).toMatchObject({ok: true});
    expect(await show()).toMatchObject([{id: b, state: 'ready'}]);
  });

  it('names files that hold no job, and works on', async () => {
    const {add, environment, folder} = makeQueue();
    const id = await add();
    const broken = put(join(folder, 'pending', 'zzz.json'), '{"v":1');
    put(join(folder, 'pending', '.DS_Store'), '');
    expect(await showQueue(environment, now)).toMatchObject({jobs: [{id}], broken: [broken]});
  });
});

describe('a job whose process is gone', () => {
  const gone = {pid: 1, started: 'never'};

  it.each([
    ['goes back in its turn', [], 'ready'],
    ['goes back after an attempt', [{event: 'started', run: 'r1', tier: 'haiku'}], 'ready'],
    ['stays paused', [{event: 'paused'}], 'paused'],
    [
      'stays ended',
      [{event: 'ended', result: 'done', because: 'all good', outcome: {code: null}}],
      'done',
    ],
  ])('%s', async (_, events, expected) => {
    const {add, hold, folder, environment, stateOf} = makeQueue();
    const id = await add();
    hold(id, gone);
    for (const event of events) {
      recordJob(folder, id, event as never);
    }
    const interrupted = await settleQueue(environment);
    expect(await stateOf(id)).toBe(expected);
    expect(interrupted).toEqual(expected === 'ready' && events.length > 0 ? [id] : []);
    expect(await settleQueue(environment)).toEqual([]);
  });

  it('is left to the process that has it', async () => {
    const {add, hold, environment, stateOf} = makeQueue();
    const id = await add();
    hold(id);
    expect(await settleQueue(environment)).toEqual([]);
    expect(await stateOf(id)).toBe('running');
  });

  it('is found where a rename by hand has put it', async () => {
    const {add, folder, environment, stateOf} = makeQueue();
    const id = await add();
    renameSync(join(folder, 'pending', `${id}.json`), join(folder, 'running', `${id}.json`));
    await settleQueue(environment);
    expect(await stateOf(id)).toBe('ready');
    expect(readdirSync(join(folder, 'running'))).toEqual([]);
  });
});
