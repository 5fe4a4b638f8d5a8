import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {orchestratedVersions} from '../harness/client-version.ts';
import {say} from '../stub/scripts/say.ts';
import {openNightBed, writeOnce} from './open-night-bed.ts';

describe.each(orchestratedVersions)('%s', (version) => {
  test('a job that edits leaves a branch, and the tree as it was', async () => {
    const bed = await openNightBed(version, {script: writeOnce('made.txt', 'by night\n')});
    const before = bed.git('rev-parse', 'main');
    await bed.tierwise([
      'queue',
      'add',
      'make the file',
      '--tier',
      'haiku',
      '--verify',
      'test -s made.txt',
    ]);

    const night = await bed.tierwise(bed.night);

    expect(night.exitCode).toBe(0);
    const [job] = await bed.jobs();
    expect(job).toMatchObject({state: 'done', branch: `tierwise/${job?.id}`});
    expect(bed.git('show', `${job?.branch}:made.txt`)).toBe('by night');
    expect(bed.git('rev-parse', `${job?.branch}~1`)).toBe(before);
    expect(bed.git('status', '--porcelain')).toBe('');
    expect(bed.git('rev-parse', 'main')).toBe(before);
    // Its copy is gone with it.
    const copies = join(bed.sandbox.home, '.cache', 'tierwise', 'copies');
    expect(existsSync(join(copies, job?.id ?? ''))).toBe(false);
    expect(existsSync(copies)).toBe(true);
    expect(bed.stub.messages().every(({model}) => model.includes('haiku'))).toBe(true);
  });

  test('a check that fails sends the next attempt, from a clean copy and with what it said', async () => {
    let tries = 0;
    const bed = await openNightBed(version, {
      script: (request) => {
        if (!request.text.includes('tool_result') && request.body.messages.length <= 2) {
          tries += 1;
        }
        return writeOnce(`try-${tries}.txt`, 'x')(request);
      },
    });
    await bed.tierwise([
      ...['queue', 'add', 'make the file', '--attempts', '3'],
      ...['--verify', 'ls; test -e try-2.txt && test ! -e try-1.txt'],
    ]);
    await bed.tierwise(bed.night);
    const [job] = await bed.jobs();
    expect(job).toMatchObject({state: 'done'});
    const events = bed.history(job?.id ?? '').map(({event}) => event);
    expect(events).toEqual(['started', 'failed-once', 'started', 'ended']);
    expect(
      bed.stub.messages().some(({text}) => text.includes('An earlier attempt was thrown away')),
    ).toBe(true);
  });

  test('a workflow is a job: its steps work in the copy, and leave one branch', async () => {
    const bed = await openNightBed(version, {script: writeOnce('made.txt', 'by a step\n')});
    const file = join(bed.sandbox.home, 'make.yaml');
    writeFileSync(
      file,
      [
        'workflow:',
        '  name: make',
        '  steps:',
        '    - id: look',
        '      tier: haiku',
        '      prompt: look around',
        '    - id: make',
        '      tier: sonnet',
        '      permission_mode: acceptEdits',
        '      depends_on: [look]',
        '      prompt: make the file',
        '',
      ].join('\n'),
    );
    expect((await bed.tierwise(['queue', 'add', '--workflow', file])).exitCode).toBe(0);
    await bed.tierwise(bed.night);
    const [job] = await bed.jobs();
    expect(job).toMatchObject({state: 'done', branch: `tierwise/${job?.id}`});
    expect(bed.git('show', `${job?.branch}:made.txt`)).toBe('by a step');
    expect(bed.git('status', '--porcelain')).toBe('');
  });

  test('an answer without a change leaves no branch', async () => {
    const bed = await openNightBed(version, {script: () => say('nothing to do')});
    await bed.tierwise(['queue', 'add', 'look around', '--tier', 'haiku']);
    await bed.tierwise(bed.night);
    expect(await bed.jobs()).toMatchObject([{state: 'done', branch: null}]);
    expect(bed.git('branch', '--list', 'tierwise/*')).toBe('');
    // Nothing of a prompt is in what is kept for figures.
    expect(
      readFileSync(
        join(bed.data, 'quota', `runs-${new Date().toISOString().slice(0, 7)}.jsonl`),
        'utf8',
      ),
    ).not.toContain('look');
  });

  test('an untrusted folder is never entered', async () => {
    const bed = await openNightBed(version, {isTrusted: false});
    await bed.tierwise(['queue', 'add', 'work here', '--tier', 'haiku']);
    const night = await bed.tierwise(bed.night);
    expect(JSON.parse(night.stdout)).toMatchObject({jobs: [], because: 'nothing-to-do'});
    expect(bed.stub.messages()).toEqual([]);
    expect(await bed.jobs()).toMatchObject([{state: 'held'}]);
  });
});
