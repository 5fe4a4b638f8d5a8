import {execFileSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {orchestratedVersions} from '../harness/client-version.ts';
import type {Script} from '../stub/script.ts';
import {echo} from '../stub/scripts/echo.ts';
import {hang} from '../stub/scripts/hang.ts';
import {say} from '../stub/scripts/say.ts';
import {eventually, openRunBed, type RunBed} from './open-run-bed.ts';

/** Processes of the sandbox's client, by its binary in the sandbox's own folder. */
function clientsOf({sandbox}: RunBed): number[] {
  const all = execFileSync('ps', ['-eo', 'pid=,args='], {encoding: 'utf8'});
  return all.split('\n').flatMap((line) => {
    const [, pid] = /^\s*(\d+) .*bin\/claude -p/.exec(line) ?? [];
    return pid !== undefined && line.includes(sandbox.root) ? [Number(pid)] : [];
  });
}

const slow: Script = () => ({...say('answered slowly'), delayMs: 4000}) as ReturnType<Script>;
const args = ['run', '--tier', 'haiku', '--quiet', 'do it'];

describe.each(orchestratedVersions)('%s', (version) => {
  test('a client that outlives its watcher is adopted: the work is not done twice', async () => {
    const bed = await openRunBed(version, {script: slow});
    const first = bed.start(args);
    await eventually(() => bed.stub.messages().length > 0);
    first.kill('SIGKILL');
    await first.ended;

    const resumed = await bed.tierwise(['runs', 'resume', '--quiet']);

    expect(resumed).toMatchObject({exitCode: 0, stdout: 'answered slowly'});
    expect(bed.stub.messages()).toHaveLength(1);
    const facts = bed.journal().map(({event}) => event);
    expect(facts.filter((event) => event === 'attempt-started')).toHaveLength(1);
    expect(clientsOf(bed)).toEqual([]);
  });

  test('a client that was killed with its watcher is started anew', async () => {
    const bed = await openRunBed(version, {script: hang});
    const first = bed.start(args);
    await eventually(() => bed.stub.messages().length > 0);
    first.kill('SIGKILL');
    await first.ended;
    for (const pid of clientsOf(bed)) {
      process.kill(pid, 'SIGKILL');
    }
    bed.stub.restart(echo);

    const resumed = await bed.tierwise(['runs', 'resume', '--json', '--quiet']);

    expect(resumed.exitCode).toBe(0);
    expect(JSON.parse(resumed.stdout)).toMatchObject({
      status: 'done',
      attempts: [{outcome: 'killed'}, {outcome: 'done'}],
    });
  });

  test('a client that was killed alone is started anew by its watcher', async () => {
    const bed = await openRunBed(version, {script: hang});
    const run = bed.start(['run', '--tier', 'haiku', '--json', '--quiet', 'do it']);
    await eventually(() => bed.stub.messages().length > 0);
    bed.stub.restart(echo);
    for (const pid of clientsOf(bed)) {
      process.kill(pid, 'SIGKILL');
    }
    const {exitCode, stdout} = await run.ended;
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout).attempts).toMatchObject([{outcome: 'killed'}, {outcome: 'done'}]);
  });

  test('Ctrl-C ends the client as well: 130, and it can be resumed', async () => {
    const bed = await openRunBed(version, {script: hang});
    const run = bed.start(args);
    await eventually(() => bed.stub.messages().length > 0);
    run.kill('SIGINT');
    expect((await run.ended).exitCode).toBe(130);
    expect(clientsOf(bed)).toEqual([]);
    bed.stub.restart(echo);
    expect(await bed.tierwise(['runs', 'resume', '--quiet'])).toMatchObject({exitCode: 0});
  });

  test('runs kill ends an orphan', async () => {
    const bed = await openRunBed(version, {script: hang});
    const first = bed.start(args);
    await eventually(() => bed.stub.messages().length > 0);
    first.kill('SIGKILL');
    await first.ended;
    const list = JSON.parse((await bed.tierwise(['runs', 'list', '--json'])).stdout);
    expect(list.runs).toMatchObject([{status: 'stopped'}]);
    const killed = await bed.tierwise(['runs', 'kill', list.runs[0].run_id]);
    expect(killed).toMatchObject({exitCode: 0, stdout: expect.stringContaining('1 client')});
    await eventually(() => clientsOf(bed).length === 0);
  });

  test('two processes never work on one run', async () => {
    const bed = await openRunBed(version, {script: slow});
    const first = bed.start(args);
    await eventually(() => bed.stub.messages().length > 0);
    const [run = ''] = bed.journal().map(({run: name}) => String(name));
    const second = await bed.tierwise(['runs', 'resume', run, '--json']);
    expect(second.exitCode).toBe(1);
    expect(JSON.parse(second.stdout)).toMatchObject({failure: {code: 'run-busy'}});
    expect((await first.ended).exitCode).toBe(0);
    expect(bed.stub.messages()).toHaveLength(1);
  });
});
