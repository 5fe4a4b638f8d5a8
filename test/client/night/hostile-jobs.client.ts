import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {orchestratedVersions} from '../harness/client-version.ts';
import {lastTurn} from '../stub/last-turn.ts';
import type {Script} from '../stub/script.ts';
import {say} from '../stub/scripts/say.ts';
import {useTool} from '../stub/scripts/use-tool.ts';
import {openNightBed} from './open-night-bed.ts';

/** A model that does one thing after the other, whatever is answered. */
function doAll(calls: readonly [tool: string, input: Record<string, unknown>][]): Script {
  return (request) => {
    const done = lastTurn(request).blocks.filter(({type}) => type === 'tool_result').length;
    const next = calls[done];
    return next === undefined ? say('done') : useTool(...next);
  };
}

const bash = (command: string): [string, Record<string, unknown>] => [
  'Bash',
  {command, description: 'x'},
];

describe.each(orchestratedVersions)('%s', (version) => {
  test('tools that nobody allowed do not reach the repository', async () => {
    const bed = await openNightBed(version);
    const {project} = bed.sandbox;
    bed.stub.restart(
      doAll([
        ['Write', {file_path: join(project, 'README.md'), content: 'hacked'}],
        [
          'Write',
          {file_path: join(project, '.git', 'hooks', 'post-checkout'), content: '#!/bin/sh'},
        ],
        ['Write', {file_path: join(project, 'new.txt'), content: 'hacked'}],
        bash(`git -C ${project} config core.fsmonitor /tmp/x`),
        bash(`git -C ${project} branch evil`),
        bash(`cd ${project} && rm -rf .git`),
      ]),
    );
    const config = readFileSync(join(project, '.git', 'config'), 'utf8');
    const refs = bed.git('for-each-ref');
    await bed.tierwise(['queue', 'add', 'be good', '--tier', 'haiku', '--attempts', '1']);
    await bed.tierwise(bed.night);
    expect(await bed.jobs()).toMatchObject([{state: 'failed', code: 'permission-denied'}]);
    expect(readFileSync(join(project, '.git', 'config'), 'utf8')).toBe(config);
    expect(bed.git('for-each-ref')).toBe(refs);
    expect(bed.git('status', '--porcelain')).toBe('');
    expect(readFileSync(join(project, 'README.md'), 'utf8')).toBe('# A project\n');
    expect(existsSync(join(project, '.git', 'hooks', 'post-checkout'))).toBe(false);
  });

  test('settings of git that come with the copy never reach the repository', async () => {
    const bed = await openNightBed(version);
    const {project, root} = bed.sandbox;
    const witness = join(root, 'witness');
    bed.stub.restart(
      doAll([
        bash(`git config core.fsmonitor "touch ${witness}; false"`),
        bash(
          `printf '#!/bin/sh\\ntouch ${witness}\\n' > .git/hooks/post-commit && chmod +x .git/hooks/post-commit`,
        ),
        bash('git branch evil && git tag evil-tag'),
        bash('echo change > made.txt'),
      ]),
    );
    const config = readFileSync(join(project, '.git', 'config'), 'utf8');
    await bed.tierwise([
      ...['queue', 'add', 'be good', '--tier', 'haiku'],
      ...['git', 'printf', 'echo', 'chmod'].flatMap((name) => [
        '--allowed-tools',
        `Bash(${name}:*)`,
      ]),
    ]);
    await bed.tierwise(bed.night);
    const [job] = await bed.jobs();
    expect(job?.state).toMatch(/^(?:done|failed)$/);
    expect(readFileSync(join(project, '.git', 'config'), 'utf8')).toBe(config);
    const heads = bed.git('for-each-ref', '--format=%(refname)').split('\n');
    expect(heads.filter((name) => !name.startsWith('refs/heads/tierwise/'))).toEqual([
      'refs/heads/main',
    ]);
    bed.git('status', '--porcelain');
    expect(existsSync(witness)).toBe(false);
  });

  test('what an allowed tool did to the repository is said', async () => {
    const bed = await openNightBed(version);
    const {project} = bed.sandbox;
    bed.stub.restart(doAll([bash(`git -C ${project} config alias.x status`)]));
    await bed.tierwise([
      ...['queue', 'add', 'be good', '--tier', 'haiku', '--attempts', '1'],
      ...['--allowed-tools', 'Bash(git:*)'],
    ]);
    await bed.tierwise(bed.night);
    expect(await bed.jobs()).toMatchObject([
      {
        state: 'failed',
        code: 'repository-changed',
        because: expect.stringMatching(/settings of your repository changed.*config/),
      },
    ]);
  });

  test('what an allowed tool did to the tree is said, and fails nothing', async () => {
    const bed = await openNightBed(version);
    const {project} = bed.sandbox;
    bed.stub.restart(
      doAll([
        bash(`git -C ${project} mv README.md MOVED.md`),
        bash(`git -C ${project} checkout-index --prefix=stray- -a`),
      ]),
    );
    await bed.tierwise([
      ...['queue', 'add', 'be good', '--tier', 'haiku', '--attempts', '1'],
      ...['--allowed-tools', 'Bash(git:*)'],
    ]);
    await bed.tierwise(bed.night);
    expect(await bed.jobs()).toMatchObject([
      {
        state: 'done',
        because: expect.stringMatching(/your tree changed while it ran: \d files \(.*MOVED\.md/),
      },
    ]);
    const briefing = await bed.tierwise(['briefing']);
    expect(briefing.stdout).toContain('your tree changed while it ran');
  });

  test('a repository that was put into a trusted one is not entered', async () => {
    const bed = await openNightBed(version);
    const inner = join(bed.sandbox.project, 'vendor', 'inner');
    mkdirSync(join(inner, '.git'), {recursive: true});
    writeFileSync(join(inner, '.git', 'HEAD'), 'ref: refs/heads/main\n');
    await bed.tierwise(['queue', 'add', 'be good', '--tier', 'haiku', '--cwd', inner]);
    await bed.tierwise(bed.night);
    expect(bed.stub.messages()).toEqual([]);
    expect(await bed.jobs()).toMatchObject([{state: 'held'}]);
    expect(readdirSync(join(inner, '.git'))).toEqual(['HEAD']);
  });
});
