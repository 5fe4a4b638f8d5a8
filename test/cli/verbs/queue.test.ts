import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {queueVerb} from '../../../lib/cli/verbs/queue.ts';
import {put, temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

function open() {
  const home = temporaryFolder();
  const queue = (...args: string[]) => call([queueVerb()], ['queue', ...args], {home});
  const json = async (...args: string[]) => JSON.parse((await queue(...args, '--json')).stdout);
  return {home, queue, json};
}

describe('queue', () => {
  it('adds with every option, and shows it', async () => {
    const {home, queue, json} = open();
    const first = await json('add', 'first');
    const options = [
      ...['--priority', '5', '--after', first.id, '--not-before', '2h', '--deadline', '2d'],
      ...['--tier', 'haiku', '--verify', 'npm test', '--cwd', 'sub', '--max-usd', '1.5'],
      ...['--timeout', '10m', '--attempts', '3', '--allowed-tools', 'Bash(npm test:*)'],
    ];
    const added = await json('add', 'second', ...options);
    expect(added).toMatchObject({
      prompt: 'second',
      priority: 5,
      after: [first.id],
      tier: 'haiku',
      verify: 'npm test',
      cwd: join(home, 'project', 'sub'),
      max_usd: 1.5,
      timeout_ms: 600_000,
      attempts: 3,
      allowed_tools: ['Bash(npm test:*)'],
    });
    expect((await queue('show', added.id)).stdout).toMatch(/^state {7}waiting: comes after/m);
    expect((await json('list')).jobs).toHaveLength(2);
    expect((await queue('list')).stdout).toMatch(/waiting {5}\+5 {2}second/);
  });

  it('takes a workflow in place of a prompt, and asks for one of the two', async () => {
    const {home, queue, json} = open();
    expect(await json('add', '--workflow', 'w.yaml')).toMatchObject({
      workflow: join(home, 'project', 'w.yaml'),
    });
    expect(await queue('add')).toMatchObject({exitCode: 2, stdout: ''});
    expect(await queue('add', 'x', '--workflow', 'w.yaml')).toMatchObject({exitCode: 2});
    expect((await queue('add', 'x', '--tier', 'huge')).stderr).toContain(
      '--tier cannot be "huge". It takes haiku, sonnet or opus. [usage]',
    );
  });

  it('pauses one and all, edits, cancels, retries and forgets', async () => {
    const {queue, json} = open();
    const {id} = await json('add', 'work');
    expect((await queue('pause')).stdout).toMatch(/^The queue is paused/);
    expect((await queue('list')).stdout).toMatch(/^PAUSED/);
    expect((await queue('resume')).stdout).toMatch(/^The queue is open/);
    expect((await queue('resume')).stdout).toMatch(/already open/);
    expect((await queue('pause', id)).stdout).toBe(`${id} is paused.\n`);
    expect((await queue('resume', id)).stdout).toBe(`${id} is resumed.\n`);
    expect(await queue('edit', id)).toMatchObject({exitCode: 2});
    expect((await queue('edit', id, '--priority', '9')).stdout).toBe(`${id} is changed.\n`);
    expect((await queue('cancel', id)).stdout).toBe(`${id} is cancelled.\n`);
    expect((await queue('list')).stdout).toMatch(/1 job done or cancelled/);
    expect((await queue('retry', id)).stdout).toBe(`${id} is back in the queue.\n`);
    await queue('cancel', id);
    expect(await json('clean', '--before', '1d')).toEqual({removed: []});
    expect(await json('clean')).toEqual({removed: [id]});
    expect((await queue('show', id)).stderr).toContain('[job-missing]');
  });

  it('imports a file, or says why not and adds nothing', async () => {
    const {home, queue, json} = open();
    const good = put(join(home, 'jobs.txt'), 'one\ntwo\n');
    const bad = put(join(home, 'jobs.json'), '[{"prompt": "three"}, {"tier": "huge"}]');
    expect((await json('import', good)).jobs).toHaveLength(2);
    const refused = await queue('import', bad);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr).toMatch(/line 2\. \[import-broken\][\s\S]*tier cannot be "huge"/);
    expect((await json('list')).jobs).toHaveLength(2);
    expect(await queue('import', 'gone.json')).toMatchObject({exitCode: 2});
  });
});
