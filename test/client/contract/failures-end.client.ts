import {describe, expect, onTestFinished, test} from 'vitest';
import {clientVersions} from '../harness/client-version.ts';
import {openBed} from '../harness/open-bed.ts';
import {runPrint} from '../harness/run-print.ts';
import {cut} from '../stub/scripts/cut.ts';
import {echo} from '../stub/scripts/echo.ts';
import {fail} from '../stub/scripts/fail.ts';
import {hang} from '../stub/scripts/hang.ts';
import {sequence} from '../stub/scripts/sequence.ts';
import {useTool} from '../stub/scripts/use-tool.ts';

const args = ['--output-format', 'json'];

describe.each(clientVersions)('%s', (version) => {
  test('an API error is told in the result', async () => {
    const {sandbox, close} = await openBed({version, script: fail(400)});
    onTestFinished(close);
    const run = await runPrint(sandbox, {prompt: 'Hello.', args});
    expect(run.exitCode).toBe(1);
    expect(run.json).toMatchObject({is_error: true, api_error_status: 400});
  });

  test.each([
    ['an overloaded server', fail(529)],
    ['a stream that is cut', cut],
  ])('%s is asked again', async (_name, failure) => {
    const {stub, sandbox, close} = await openBed({version, script: sequence(failure, echo)});
    onTestFinished(close);
    const run = await runPrint(sandbox, {prompt: 'Hello.', args});
    expect(run.exitCode).toBe(0);
    expect(run.json?.result).toContain('answered by');
    expect(stub.messages()).toHaveLength(2);
  });

  test('a hanging server ends with the time limit', async () => {
    const {sandbox, close} = await openBed({version, script: hang});
    onTestFinished(close);
    const run = await runPrint(sandbox, {prompt: 'Hello.', args, timeoutMs: 3000});
    expect(run).toMatchObject({timedOut: true, exitCode: undefined});
    expect(run.durationMs).toBeLessThan(10_000);
  });

  test('a model that never stops ends with the stub', async () => {
    const again = () => useTool('Read', {file_path: 'README.md'});
    const {stub, sandbox, close} = await openBed({version, script: again, maxRequests: 5});
    onTestFinished(close);
    const run = await runPrint(sandbox, {prompt: 'Hello.', args});
    expect(run.exitCode).toBe(1);
    // 2.1.330 asks five times again after a 400 in the middle of a turn.
    expect(stub.messages().length).toBeLessThan(20);
  });
});
