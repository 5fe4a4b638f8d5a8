import {describe, expect, onTestFinished, test} from 'vitest';
import {hookedVersions} from '../harness/client-version.ts';
import {installTierwise} from '../harness/install-tierwise.ts';
import {openBed} from '../harness/open-bed.ts';
import {runTui} from '../harness/run-tui.ts';
import {playCases, prompt, sumSeen} from './play-cases.ts';
import {readReport, sumReported} from './run-tierwise.ts';

describe.each(hookedVersions)('%s', (version) => {
  test('typed prompts, commands and ! lines are all in the report', async () => {
    const {stub, sandbox, close} = await openBed({version, script: playCases});
    onTestFinished(close);
    await sandbox.writeHomeFile(
      '.claude/commands/hello.md',
      '---\ndescription: Hello\n---\nSay it.\n',
    );
    await installTierwise(sandbox);
    const tui = await runTui(sandbox, {args: ['--model', 'opus']});
    onTestFinished(tui.stop);
    await tui.waitFor('❯');
    await tui.waitUntilSettled();

    for (const typed of [prompt('obey'), '/hello', '!echo a line of the shell', 'yes, continue']) {
      const before = stub.mainMessages().length;
      await tui.submit(typed);
      await expect
        .poll(() => stub.mainMessages().length, {timeout: 20_000})
        .toBeGreaterThan(before);
      await tui.waitUntilSettled();
    }

    // The client writes an answer into its transcript a moment after it has shown it.
    await expect
      .poll(async () => sumReported(await readReport(sandbox)), {timeout: 15_000})
      .toEqual(sumSeen(stub.messages()));
    const report = await readReport(sandbox);
    expect(report.standings).toMatchObject({followed: 1, stay: 1});
    expect(report.standings['not-routed']).toBeGreaterThanOrEqual(1);
  });
});
