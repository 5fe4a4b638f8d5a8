import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test, vi} from 'vitest';
import {put} from '../../edge/temporary-folder.ts';
import {marked} from '../../fake-client.ts';
import {openProgramBed, type ProgramBed} from './run-program-bed.ts';

vi.setConfig({testTimeout: 120_000});

const run = ['run', '--tier', 'haiku', '--quiet', '--json'];
const verify = ['--verify', 'grep -q right a.txt'];
const resume = ['runs', 'resume', '--quiet', '--json'];
const work = 'echo right >a.txt; say "it is right"';

const onlyRun = ({data}: ProgramBed) => readdirSync(join(data, 'runs'))[0] ?? '';

describe('a disk that is full', () => {
  test.each([
    // The client is there by then, and waits for its prompt: nobody may wait for it.
    'attempt-started',
    'attempt-ended',
    'verify-ended',
    'change-applied',
    'run-ended',
  ])('%s cannot be written: said so, nothing is left running, and later it goes on', async (at) => {
    const bed = openProgramBed(work);
    const preload = 'fill-disk.cjs';
    const failed = await bed.start([...run, ...verify, 'do it'], {preload, env: {FULL_AT: at}})
      .ended;
    expect({exitCode: failed.exitCode, ...JSON.parse(failed.stdout)}).toMatchObject({
      exitCode: 1,
      failure: {code: 'file-not-usable', reason: 'the disk is full'},
    });
    expect(marked(`TIERWISE_ATTEMPT=${onlyRun(bed)}/`)).toEqual([]);

    const resumed = await bed.start(resume).ended;
    expect({exitCode: resumed.exitCode, ...JSON.parse(resumed.stdout)}).toMatchObject({
      exitCode: 0,
      status: 'done',
    });
    expect(bed.repository.git('status', '--porcelain')).toBe(' M a.txt');
    expect(readFileSync(join(bed.cwd, 'a.txt'), 'utf8')).toBe('right\n');
  });

  test('already when the run is to be written down: nothing is sent', async () => {
    const bed = openProgramBed();
    // A real limit on the size of a file, of 512 bytes: the system refuses the line in its middle.
    const shell = `ulimit -f 1; trap '' XFSZ; exec "$0" "$@"`;
    const rules = Array.from({length: 60}, (_, number) => `Bash(program-${number})`);
    const tools = rules.flatMap((rule) => ['--allowed-tools', rule]);
    const {exitCode, stdout} = await bed.start([...run, ...tools, 'x'], {
      shell,
    }).ended;
    expect({exitCode, ...JSON.parse(stdout)}).toMatchObject({
      exitCode: 1,
      failure: {code: 'file-not-usable'},
    });
    expect(bed.client.calls()).toEqual([]);
  });
});

describe('a clock that is moved while a client works', () => {
  const day = 86_400_000;

  function openClockBed(moveMs: number) {
    const bed = openProgramBed(`reached work; wait_for end; ${work}`);
    const file = join(bed.data, '..', 'moved');
    return {
      ...bed,
      move: () => put(file, ''),
      clock: {
        preload: 'move-clock.cjs',
        env: {MOVE_CLOCK_MS: String(moveMs), MOVE_CLOCK_FILE: file},
      },
    };
  }

  test.each([
    ['a day forward', day],
    ['a day back', -day],
  ])('%s: no time is lost or won, and the work is done once', async (_name, moveMs) => {
    const bed = openClockBed(moveMs);
    const running = bed.start([...run, '--timeout', '90s', 'do it'], bed.clock);
    await bed.client.reached('work');
    bed.move();
    bed.client.go('end');
    const {exitCode, stdout} = await running.ended;
    const summary = JSON.parse(stdout);
    expect({exitCode, ...summary}).toMatchObject({exitCode: 0, attempts: [{outcome: 'done'}]});
    expect(summary.duration_ms).toBeLessThan(90_000);
    expect(bed.client.calls()).toHaveLength(1);
  });

  test('back, and killed with -9: the client is adopted', async () => {
    const bed = openClockBed(-day);
    const running = bed.start([...run, 'do it'], bed.clock);
    await bed.client.reached('work');
    running.kill('SIGKILL');
    await running.ended;
    bed.move();
    const resumed = bed.start(resume, bed.clock);
    bed.client.go('end');
    expect(JSON.parse((await resumed.ended).stdout)).toMatchObject({status: 'done'});
    expect(bed.client.calls()).toHaveLength(1);
  });

  test('forward, and killed with -9: its time counts as over, and it is done anew', async () => {
    const bed = openClockBed(day);
    const running = bed.start([...run, 'do it'], bed.clock);
    await bed.client.reached('work');
    running.kill('SIGKILL');
    await running.ended;
    bed.move();
    bed.client.does(work);
    const {exitCode, stdout} = await bed.start(resume, bed.clock).ended;
    expect({exitCode, ...JSON.parse(stdout)}).toMatchObject({
      exitCode: 0,
      attempts: [{outcome: 'timed-out'}, {outcome: 'done'}],
    });
    expect(marked(`TIERWISE_ATTEMPT=${onlyRun(bed)}/`)).toEqual([]);
    expect(existsSync(join(bed.data, 'copies'))).toBe(false);
  });
});
