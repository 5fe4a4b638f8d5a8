import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, vi} from 'vitest';
import {runJob} from '../../lib/app/run-job.ts';
import type {JobDraft} from '../../lib/core/queue/job.ts';
import {type JobHistory, noHistory} from '../../lib/core/queue/job-history.ts';
import {makeJob} from '../../lib/core/queue/make-job.ts';
import {jobCopyFolder} from '../../lib/edge/paths.ts';
import {openRepositoryBed} from './run-bed.ts';

// Each job is a client and some git processes, and the machine may be busy.
vi.setConfig({testTimeout: 60_000});

const edit = 'echo made >made.txt; say done';

/** A job in a repository of its own, worked on by a fake client. */
function openJobBed(script: string, draft: JobDraft = {}) {
  const bed = openRepositoryBed(script);
  const {repository, environment, stop} = bed;
  const job = makeJob(
    {prompt: 'make the file', tier: 'haiku', ...draft},
    {id: 'job1', addedAt: '2026-11-26T20:00:00.000Z', cwd: repository.root},
  );
  const runs: string[] = [];
  const work = (history: Partial<JobHistory> = {}) =>
    runJob(
      {job, place: 'running', history: {...noHistory, attempts: 1, ...history}},
      {
        ...{folder: repository.root, tier: 'haiku', maxUsd: 5, signal: stop.signal},
        begun: (run) => runs.push(run),
      },
      environment,
    );
  return {...bed, job, runs, work, copy: jobCopyFolder(environment, job.id)};
}

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
