import {describe, expect, test} from 'vitest';
import {orchestratedVersions} from '../harness/client-version.ts';
import {cut} from '../stub/scripts/cut.ts';
import {echo} from '../stub/scripts/echo.ts';
import {fail} from '../stub/scripts/fail.ts';
import {hang} from '../stub/scripts/hang.ts';
import {say} from '../stub/scripts/say.ts';
import {sequence} from '../stub/scripts/sequence.ts';
import {toolsFirst} from '../stub/scripts/tools-first.ts';
import {useTool} from '../stub/scripts/use-tool.ts';
import {openRunBed} from './open-run-bed.ts';

const run = ['run', '--tier', 'haiku', '--retries', '0', '--json'];

describe.each(orchestratedVersions)('%s', (version) => {
  test.each([
    ['429 without a reset', fail(429, {'retry-after': '1'}), 75, 'limit-reached'],
    ['529 again and again', fail(529), 75, 'overloaded'],
    ['a stream that is always cut', cut, 75, 'overloaded'],
    ['401', fail(401), 1, 'request-refused'],
    ['400', fail(400), 1, 'request-refused'],
    ['work that is handed back', () => say('needs a larger tier: too hard'), 1, 'handed-back'],
  ] as const)('error handling: %s', async (_name, script, exitCode, code) => {
    const bed = await openRunBed(version, {script});
    const called = await bed.tierwise([...run, 'do it']);
    const summary = JSON.parse(called.stdout);
    expect({exitCode: called.exitCode, code: summary.failure?.code}).toEqual({exitCode, code});
    expect(summary.result).toBeNull();
  });

  test('a subscription’s limit parks the run until its reset', async () => {
    const reset = Math.floor(Date.now() / 1000) + 3600;
    const headers = {
      'anthropic-ratelimit-unified-status': 'rejected',
      'anthropic-ratelimit-unified-reset': String(reset),
      'anthropic-ratelimit-unified-representative-claim': 'five_hour',
    };
    const bed = await openRunBed(version, {script: fail(429, headers)});
    const called = await bed.tierwise([...run, 'do it']);
    const summary = JSON.parse(called.stdout);
    expect(called.exitCode).toBe(75);
    expect(summary).toMatchObject({status: 'parked', failure: {code: 'limit-reached'}});
    // Later the same run goes on, and nothing of it is lost.
    bed.stub.restart(echo);
    const again = await bed.tierwise(['runs', 'resume', '--json']);
    expect(again.exitCode).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({run_id: summary.run_id, status: 'done'});
  });

  test('execution with timeout: ended with everything it started, once more, then 124', async () => {
    const bed = await openRunBed(version, {script: hang});
    const called = await bed.tierwise([...run, '--timeout', '3s', 'do it']);
    expect(called.exitCode).toBe(124);
    expect(JSON.parse(called.stdout)).toMatchObject({
      failure: {code: 'timed-out', timeout_ms: 3000},
      attempts: [{outcome: 'timed-out'}, {outcome: 'timed-out'}],
    });
  });

  test('an overload that passes is waited for', async () => {
    const bed = await openRunBed(version, {script: sequence(fail(529), fail(529), echo)});
    const called = await bed.tierwise(['run', '--tier', 'haiku', '--retries', '1', 'do it']);
    expect(called).toMatchObject({exitCode: 0, stdout: expect.stringContaining('answered by')});
    expect(called.stderr).toContain('overloaded');
  });

  test('a denial that mattered says which rule to add, and with it the work is done', async () => {
    const script = toolsFirst({
      tool: 'Bash',
      input: {command: 'touch made.txt', description: 'make it'},
      afterwards: echo,
    });
    const bed = await openRunBed(version, {script});
    const denied = await bed.tierwise(['run', '--tier', 'haiku', 'make the file']);
    expect(denied.exitCode).toBe(1);
    expect(denied.stderr).toContain('--allowed-tools "Bash(touch:*)"');
    const args = ['run', '--tier', 'haiku', '--allowed-tools', 'Bash(touch:*)', 'make it'];
    expect(await bed.tierwise(args)).toMatchObject({exitCode: 0});
  });

  test('the cap of turns ends a model that never stops', async () => {
    const script = () => useTool('Read', {file_path: 'README.md'});
    const bed = await openRunBed(version, {script});
    const called = await bed.tierwise([...run, '--max-turns', '2', 'do it']);
    expect(called.exitCode).toBe(1);
    expect(JSON.parse(called.stdout).failure).toMatchObject({
      code: 'budget-reached',
      limit: 'turns',
    });
  });

  test('no client on the PATH: 127, and the run can be resumed', async () => {
    const bed = await openRunBed(version);
    const called = await bed.tierwise([...run, 'do it'], {env: {PATH: '/nowhere'}});
    expect(called.exitCode).toBe(127);
    expect(bed.stub.messages()).toEqual([]);
    expect(await bed.tierwise(['runs', 'resume', '--quiet'])).toMatchObject({exitCode: 0});
  });
});

describe('whatever the client', () => {
  test('a nested run is refused before anything is sent', async () => {
    const bed = await openRunBed('2.1.330');
    const called = await bed.tierwise([...run, 'do it'], {env: {TIERWISE_DEPTH: '1'}});
    expect(called.exitCode).toBe(1);
    expect(bed.stub.messages()).toEqual([]);
  });

  test.each([[['run']], [['run', '  ']], [['run', '-']], [['run', '--timeout', 'soon', 'x']]])(
    'a call that says too little: %j',
    async (args) => {
      const bed = await openRunBed('2.1.330');
      expect(await bed.tierwise(args, {input: ' \n'})).toMatchObject({exitCode: 2, stdout: ''});
    },
  );
});
