import {existsSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {execa} from 'execa';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {runJob} from '../../lib/app/run-job.ts';
import type {JobDraft} from '../../lib/core/queue/job.ts';
import {type JobHistory, noHistory} from '../../lib/core/queue/job-history.ts';
import {makeJob} from '../../lib/core/queue/make-job.ts';
import {jobCopyFolder} from '../../lib/edge/paths.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';
import {eventually, isAlive, marked} from '../fake-client.ts';
import {bundleProgram} from '../processes/bundle-program.ts';
import {openRepositoryBed, putBreakers} from './run-bed.ts';

// Each job is a client and some git processes, and the machine may be busy.
vi.setConfig({testTimeout: 60_000});

const edit = 'echo made >made.txt; say done';

/** A job in a repository of its own, worked on by a fake client. */
function openJobBed(script: string, {tier = 'haiku', ...draft}: JobDraft | Routed = {}) {
  const bed = openRepositoryBed(script);
  const {repository, environment, stop} = bed;
  const job = makeJob(
    {prompt: 'make the file', ...(tier === 'routed' ? {} : {tier}), ...draft},
    {id: 'job1', addedAt: '2026-11-26T20:00:00.000Z', cwd: repository.root},
  );
  const runs: string[] = [];
  const thrownAway: [run: string, costUsd: number][] = [];
  const work = (history: Partial<JobHistory> = {}, signal = stop.signal) =>
    runJob(
      {job, place: 'running', history: {...noHistory, attempts: 1, ...history}},
      {
        ...{folder: repository.root, tier: 'haiku', maxUsd: 5, signal},
        begun: (run) => runs.push(run),
        thrownAway: (run, costUsd) => thrownAway.push([run, costUsd]),
      },
      environment,
    );
  /** An attempt in a process that is killed as its client has reached `work`; the run of it. */
  const workAndDie = async (): Promise<string> => {
    const program = await bundleProgram('work-job', temporaryFolder());
    const JOB = JSON.stringify({job, place: 'running', history: {...noHistory, attempts: 1}});
    const night = execa(process.execPath, [program], {
      ...{env: {...environment, JOB}, extendEnv: false},
      ...{stdin: 'ignore', stderr: 'inherit', reject: false},
    });
    onTestFinished(() => void night.kill('SIGKILL'));
    await bed.client.reached('work');
    night.kill('SIGKILL');
    return (await night).stdout;
  };
  return {
    ...bed,
    ...{job, runs, thrownAway, work, workAndDie},
    copy: jobCopyFolder(environment, job.id),
  };
}

type Routed = Omit<JobDraft, 'tier'> & {tier: 'routed'};

describe('runJob', () => {
  it('keeps what was changed as a branch, and leaves the tree as it was', async () => {
    const {work, repository, client, runs} = openJobBed(edit);
    const end = await work();
    expect(end).toMatchObject({
      ...{status: 'done', branch: 'tierwise/job1', filesChanged: 1, because: '1 file, +1 -0'},
      ...{run: runs[0], tier: 'haiku', costUsd: 0.01},
    });
    expect(repository.git('show', 'tierwise/job1:made.txt')).toBe('made');
    expect(repository.git('status', '--porcelain')).toBe('');
    const [call] = client.calls();
    expect(call?.prompt).toContain('make the file');
    expect(call?.flag('--permission-mode')).toBe('acceptEdits');
    expect(call?.args).not.toContain('--dangerously-skip-permissions');
  });

  it('leaves no branch where nothing was changed', async () => {
    const {work, repository} = openJobBed('say "nothing to do"', {verify: 'false'});
    expect(await work()).toMatchObject({status: 'done', branch: null, filesChanged: 0});
    expect(repository.git('branch', '--list', 'tierwise/*')).toBe('');
  });

  it('holds it against the person’s check, and tells the next attempt what that said', async () => {
    const {work, repository, client} = openJobBed(edit, {verify: 'cat made.txt; exit 3'});
    const end = await work();
    expect(end).toMatchObject({
      ...{status: 'failed', code: 'verify-failed', isFinal: false, branch: null},
      because: 'its check (cat made.txt; exit 3) failed: made',
    });
    expect(repository.git('branch', '--list', 'tierwise/*')).toBe('');
    const {code, because} = end as {code: string; because: string};
    await work({attempts: 2, lastFailure: {code, because}, lastTier: 'haiku'});
    expect(client.calls()[1]?.prompt).toContain(`An earlier attempt was thrown away: ${because}`);
  });

  it('holds work whose check was stopped for the next night, which does not do it again', async () => {
    const {work, repository, client, runs, stop, environment} = openJobBed(edit, {
      verify: 'echo trace >trace.txt; [ -e "$HOME/may-pass" ] || sleep 1000',
    });
    const working = work();
    await eventually(() => marked('TIERWISE_ATTEMPT=job1/check').length > 0);
    stop.abort();
    expect(await working).toMatchObject({status: 'parked', isUnchecked: true, costUsd: 0.01});
    // What the person does to their repository by day is theirs.
    repository.git('config', 'alias.x', 'status');
    put(join(String(environment.HOME), 'may-pass'), '');
    const [openRun = ''] = runs;
    const parked = {until: null, because: 'x'};
    expect(await work({openRun, parked}, new AbortController().signal)).toMatchObject({
      ...{status: 'done', branch: 'tierwise/job1', run: openRun},
      // It was counted as the job was parked.
      costUsd: 0,
    });
    expect(client.calls()).toHaveLength(1);
    // What the stopped check left is no part of the work.
    expect(repository.git('diff', '--name-only', 'HEAD', 'tierwise/job1')).toBe('made.txt');
  });

  it.each<[string, string, object]>([
    ['a limit', 'fail 429 limit', {status: 'parked', because: 'limit-reached'}],
    ['a refusal', 'fail 400 bad', {status: 'failed', code: 'request-refused', isFinal: true}],
    ['no result', 'exit 1', {status: 'failed', code: 'bad-output', isFinal: false}],
  ])('tells %s apart', async (_, script, end) => {
    const {work, copy} = openJobBed(script);
    const ended = await work();
    expect(ended).toMatchObject(end);
    expect(existsSync(copy)).toBe(ended.status === 'parked');
  });

  it('keeps nothing when settings of the repository changed meanwhile', async () => {
    const {work, repository, client} = openJobBed('');
    client.does(`git -C '${repository.root}' config alias.x status; ${edit}`);
    expect(await work()).toMatchObject({
      ...{status: 'failed', code: 'repository-changed', isFinal: true, branch: null},
      because: expect.stringContaining('config'),
    });
    expect(repository.git('branch', '--list', 'tierwise/*')).toBe('');
  });

  it('says which refs moved and which files changed, and is done all the same', async () => {
    const {work, repository, client} = openJobBed('');
    client.does(
      `cd '${repository.root}'; git branch theirs; echo x >>a.txt; cd - >/dev/null; ${edit}`,
    );
    const {status, because} = await work();
    expect(status).toBe('done');
    expect(because).toContain('refs/heads/theirs of your repository changed');
    expect(because).toContain('your tree changed while it ran: 1 file (a.txt)');
  });

  it('sees a change that was made to look like none, and none in what git ignores', async () => {
    const {work, repository, client} = openJobBed('');
    repository.put('.gitignore', 'build\n');
    const path = `'${repository.root}/a.txt'`;
    // The same size, and the old time set again.
    client.does(
      `touch -r ${path} stamp; printf 'eno\\n' >${path}; touch -r stamp ${path}; rm stamp; mkdir -p '${repository.root}/build'; echo x >'${repository.root}/build/x'; say done`,
    );
    expect((await work()).because).toContain('1 file (a.txt)');
  });

  it('takes up what was done as we were killed, without a second client', async () => {
    const {work, runs, client, repository, copy} = openJobBed(edit);
    await work();
    // Its end was not written down: the copy is still there, and so is the branch.
    expect(existsSync(copy)).toBe(true);
    const again = await work({openRun: runs[0] ?? ''});
    expect(again).toMatchObject({status: 'done', branch: 'tierwise/job1'});
    expect(client.calls()).toHaveLength(1);
    expect(repository.git('branch', '--list', 'tierwise/*')).toContain('tierwise/job1');
  });

  it('begins anew, from a clean copy, when nothing of what was left can be used', async () => {
    const {work, client} = openJobBed('ls; echo half >half.txt; exit 1');
    await work();
    client.does('test -e half.txt && fail 400 dirty; say done');
    expect(await work({openRun: 'gone'})).toMatchObject({status: 'done', branch: null});
    expect(client.calls()).toHaveLength(2);
  });

  it('keeps nothing of what was cut off with its client, and counts what it cost', async () => {
    const {work, workAndDie, runs, thrownAway, client, repository} = openJobBed(
      'echo half >half.txt; answer; reached work; sleep 1000',
    );
    const killed = await workAndDie();
    process.kill(-Number(client.calls()[0]?.pid), 'SIGKILL');
    client.does(edit);
    expect(await work({openRun: killed})).toMatchObject({status: 'done', costUsd: 0.01});
    expect(repository.git('diff', '--name-only', 'HEAD', 'tierwise/job1')).toBe('made.txt');
    expect(client.calls()).toHaveLength(2);
    // Taken up, thrown away, and begun anew: the attempt counts once.
    expect(runs).toEqual([killed, expect.not.stringMatching(killed)]);
    expect(thrownAway).toEqual([[killed, expect.any(Number)]]);
    expect(thrownAway[0]?.[1]).toBeGreaterThan(0);
    // What is paid is no longer there to be spent.
    expect(Number(client.calls()[1]?.flag('--max-budget-usd'))).toBeLessThan(5);
  });

  it('keeps what a client did that outlived its night', async () => {
    const {work, workAndDie, thrownAway, client, repository} = openJobBed(
      `reached work; wait_for end; ${edit}`,
    );
    const killed = await workAndDie();
    const end = work({openRun: killed});
    client.go('end');
    expect(await end).toMatchObject({status: 'done', run: killed});
    expect(repository.git('show', 'tierwise/job1:made.txt')).toBe('made');
    expect(client.calls()).toHaveLength(1);
    expect(thrownAway).toEqual([]);
  });

  it('ends a client before its copy goes, when it cannot be gone on with', async () => {
    const {work, workAndDie, client, copy} = openJobBed('reached work; sleep 1000');
    const killed = await workAndDie();
    rmSync(join(copy, 'copy.json'));
    client.does(edit);
    expect(await work({openRun: killed})).toMatchObject({status: 'done'});
    expect(isAlive(Number(client.calls()[0]?.pid))).toBe(false);
  });

  it('makes one attempt, whatever it fails of', async () => {
    const {work, client, copy} = openJobBed('sleep 1000', {timeout_ms: 500});
    expect(await work()).toMatchObject({status: 'failed', code: 'timed-out', isFinal: false});
    expect(client.calls()).toHaveLength(1);
    expect(existsSync(copy)).toBe(false);
  });

  it('climbs with the next attempt, from a clean copy, when the work was handed back', async () => {
    const {work, client, environment, repository} = openJobBed(
      'echo half >half.txt; say "needs a larger tier: too hard"',
      {tier: 'routed', prompt: 'run the tests and show me the failures'},
    );
    environment.ANTHROPIC_MODEL = 'opus';
    const first = await work();
    expect(first).toMatchObject({
      ...{status: 'failed', code: 'handed-back', isFinal: false, tier: 'haiku'},
      because: 'the work is larger than its tier: too hard',
    });
    client.does(edit);
    const {code, because} = first as {code: string; because: string};
    expect(
      await work({attempts: 2, lastFailure: {code, because}, lastTier: first.tier}),
    ).toMatchObject({status: 'done', tier: 'sonnet'});
    expect(client.calls().map(({flag}) => flag('--model'))).toEqual(['haiku', 'sonnet']);
    // Nor does the client itself turn to a larger model.
    expect(client.calls()[0]?.args).not.toContain('--fallback-model');
    expect(repository.git('diff', '--name-only', 'HEAD', 'tierwise/job1')).toBe('made.txt');
  });

  it('waits on its own tier while nothing is sent to that', async () => {
    const bed = openJobBed(edit, {
      ...{tier: 'routed', prompt: 'run the tests and show me the failures'},
    });
    bed.environment.ANTHROPIC_MODEL = 'opus';
    const until = new Date(Date.now() + 60_000).toISOString();
    putBreakers(bed, {haiku: {state: 'open', failures: 5, reason: 'bad', until}});
    expect(await bed.work()).toMatchObject({status: 'parked', because: 'breaker-open'});
    expect(bed.client.calls()).toEqual([]);
  });

  it('ends its client when the night ends', async () => {
    const {work, client, stop} = openJobBed('reached work; wait_for never');
    const end = work();
    await client.reached('work');
    stop.abort();
    expect(await end).toMatchObject({status: 'failed', code: 'interrupted'});
  });

  it('fails at once where there is no repository to copy', async () => {
    const {work, repository, client} = openJobBed(edit);
    repository.git('config', 'core.repositoryformatversion', '99');
    expect(await work()).toMatchObject({status: 'failed', run: null, isFinal: true, costUsd: 0});
    expect(client.calls()).toEqual([]);
  });

  it('keeps no text of the prompt in the notes beside the copy', async () => {
    const {work, copy} = openJobBed(edit);
    await work();
    for (const name of ['repository.json', 'tree.json']) {
      expect(readFileSync(join(copy, name), 'utf8')).not.toContain('make the file');
    }
  });
});
