import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {describe, expect, onTestFinished, test} from 'vitest';
import {runTierwise} from '../evidence/run-tierwise.ts';
import {clientVersions} from '../harness/client-version.ts';
import {installTierwise} from '../harness/install-tierwise.ts';
import {runTui} from '../harness/run-tui.ts';
import {echo} from '../stub/scripts/echo.ts';
import {openPlanBed, tellPlan} from './open-plan-bed.ts';

/** As a person has it: quotes, a pipe, and the client's own input. */
const own = `sh -c 'printf "%s" "mine: "; cat' | tr -d '\\n' | sed -E 's/^(mine: ).*"display_name":"([^"]*)".*/\\1it'"'"'s \\2/'`;

describe.each(clientVersions)('%s', (version) => {
  test('the person’s own line shows, what the plan has left is noted, and all of it can be taken back', async () => {
    const bed = await openPlanBed(version);
    const {sandbox, stub} = bed;
    const settings = path.join(sandbox.home, '.claude', 'settings.json');
    await sandbox.writeSettings({statusLine: {type: 'command', command: own, padding: 0}});
    const before = await readFile(settings, 'utf8');
    expect(await installTierwise(sandbox, ['--status-line'])).toContain('in front of yours');

    const resetsAt = Math.floor(Date.now() / 1000) + 7200;
    stub.restart((request) =>
      tellPlan(echo(request), {
        fiveHour: {used: 0.35, resetsAt},
        week: {used: 0.41, resetsAt: resetsAt + 86_400},
      }),
    );
    const tui = await runTui(sandbox, {args: ['--model', 'opus']});
    onTestFinished(tui.stop);
    await tui.waitFor('❯');
    await tui.waitFor(/mine: it's Opus/);
    await tui.submit('yes, go on');
    await tui.waitFor(/✻ \S+ for \d+[ms]/);
    await tui.waitFor(/mine: it's Opus/);
    const quota = async () => JSON.parse(await runTierwise(sandbox, 'quota', '--json'));
    await expect.poll(quota, {timeout: 20_000}).toMatchObject({
      five_hour: {used: 0.35},
      seven_day: {used: 0.41},
      readings: 2,
    });
    await tui.stop();

    expect(await runTierwise(sandbox, 'doctor')).toContain('the status line notes what');
    await runTierwise(sandbox, 'uninstall', '--yes');
    expect(await readFile(settings, 'utf8')).toBe(before);
  });
});
