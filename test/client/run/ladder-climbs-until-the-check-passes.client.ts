import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {execa} from 'execa';
import {describe, expect, test} from 'vitest';
import {orchestratedVersions} from '../harness/client-version.ts';
import {lastTurn} from '../stub/last-turn.ts';
import type {Script, StubRequest} from '../stub/script.ts';
import {say} from '../stub/scripts/say.ts';
import {useTool} from '../stub/scripts/use-tool.ts';
import {openRunBed, type RunBed} from './open-run-bed.ts';

/** Where the client says that it works. */
function folderOf({body}: StubRequest): string {
  const text = JSON.stringify([body.system, body.messages]);
  return /working directory: ([^"]+?)\\n/i.exec(text)?.[1] ?? '';
}

const hasActed = (request: StubRequest) =>
  lastTurn(request).blocks.some(({type}) => type === 'tool_result');

/** Writes 41 on haiku and 42 on every other model. */
const solve: Script = (request) =>
  hasActed(request)
    ? say('I wrote the answer')
    : useTool('Write', {
        file_path: path.join(folderOf(request), 'answer.txt'),
        content: request.model.includes('haiku') ? '41\n' : '42\n',
      });

const check = 'grep -q 42 answer.txt || { echo "the answer is wrong"; exit 1; }';
const run = ['run', '--permission-mode', 'acceptEdits', '--json', '--verify', check];

const git = async ({sandbox: {project, env}}: RunBed, ...args: string[]) =>
  (await execa('git', args, {cwd: project, env, extendEnv: false})).stdout;

describe.each(orchestratedVersions)('%s', (version) => {
  test('the wrong patch is thrown away, and the next tier’s right one lands', async () => {
    const bed = await openRunBed(version, {script: solve});
    const refs = await git(bed, 'for-each-ref');
    const called = await bed.tierwise([...run, '--ladder', 'haiku,sonnet', 'write the answer']);
    expect(called.exitCode).toBe(0);
    expect(JSON.parse(called.stdout)).toMatchObject({
      tier: 'sonnet',
      attempts: [
        {tier: 'haiku', outcome: 'done', verified: false},
        {tier: 'sonnet', outcome: 'done', verified: true},
      ],
    });
    expect(await git(bed, 'status', '--porcelain')).toBe('?? answer.txt');
    expect(readFileSync(path.join(bed.sandbox.project, 'answer.txt'), 'utf8')).toBe('42\n');
    expect(await git(bed, 'for-each-ref')).toBe(refs);
    // The second attempt was told what the check had said of the first.
    expect(bed.stub.messages().at(-1)?.text).toContain('the answer is wrong');
    expect(existsSync(path.join(bed.sandbox.home, '.cache', 'tierwise', 'copies'))).toBe(true);
    expect(await git(bed, 'worktree', 'list')).not.toContain('copies');
  });

  test('when no tier passes, the tree is as it was', async () => {
    const bed = await openRunBed(version, {script: solve});
    const called = await bed.tierwise([...run, '--tier', 'haiku', 'write the answer']);
    expect(called.exitCode).toBe(1);
    expect(JSON.parse(called.stdout)).toMatchObject({
      failure: {code: 'verify-failed', exit_code: 1},
    });
    expect(await git(bed, 'status', '--porcelain')).toBe('');
  });

  test('a file that the user changed meanwhile is not overwritten: the change is a branch', async () => {
    const readme = (bed: RunBed) => path.join(bed.sandbox.project, 'README.md');
    const bed = await openRunBed(version, {
      script: (request) => {
        if (hasActed(request)) {
          writeFileSync(readme(bed), '# mine\n');
          return say('done');
        }
        return useTool('Bash', {command: 'echo theirs > README.md', description: 'd'});
      },
    });
    const called = await bed.tierwise([
      'run',
      ...['--tier', 'sonnet', '--isolate', '--json'],
      ...['--allowed-tools', 'Bash(echo:*)', '--permission-mode', 'acceptEdits'],
      ...['--', 'change the readme'],
    ]);
    const {failure, run_id: id} = JSON.parse(called.stdout);
    expect(called.exitCode).toBe(1);
    expect(failure).toMatchObject({code: 'change-conflicts', branch: `tierwise/${id}`});
    expect(readFileSync(readme(bed), 'utf8')).toBe('# mine\n');
    expect(await git(bed, 'show', `tierwise/${id}:README.md`)).toBe('theirs');
  });

  test('a hostile agent does not reach the main repository', async () => {
    const bed = await openRunBed(version);
    const canary = path.join(bed.sandbox.root, 'canary');
    const attack = [
      `git config core.fsmonitor "touch ${canary}"`,
      `git config core.hooksPath hooks`,
      `git config filter.x.smudge "touch ${canary}"`,
      `mkdir -p hooks`,
      `printf '#!/bin/sh\\ntouch ${canary}\\n' > hooks/post-checkout`,
      'chmod +x hooks/post-checkout',
      `echo '* filter=x' > .gitattributes`,
      'echo 42 > answer.txt',
    ].join(' && ');
    bed.stub.restart((request) =>
      hasActed(request) ? say('done') : useTool('Bash', {command: attack, description: 'd'}),
    );
    const config = path.join(bed.sandbox.project, '.git', 'config');
    const before = readFileSync(config, 'utf8');
    const called = await bed.tierwise([
      ...run,
      ...['--tier', 'sonnet', '--allowed-tools', 'Bash', '--', 'write the answer'],
    ]);
    expect(JSON.parse(called.stdout)).toMatchObject({status: 'done'});
    expect(readFileSync(config, 'utf8')).toBe(before);
    expect(await git(bed, 'status', '--porcelain')).toContain('answer.txt');
    expect(existsSync(canary)).toBe(false);
  });

  test('outside a repository there is no copy, and it says what to do', async () => {
    const bed = await openRunBed(version);
    const called = await bed.tierwise([
      ...run.filter((word) => word !== '--json'),
      '--cwd',
      '/',
      'x',
    ]);
    expect(called.exitCode).toBe(1);
    expect(called.stderr).toContain('[not-a-repository]');
    expect(bed.stub.messages()).toEqual([]);
  });
});
