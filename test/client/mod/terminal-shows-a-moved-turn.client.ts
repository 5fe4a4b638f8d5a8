import {expect, onTestFinished, test} from 'vitest';
import {runTui} from '../harness/run-tui.ts';
import {echo} from '../stub/scripts/echo.ts';
import {openModBed} from './open-mod-bed.ts';
import {riskyPrompt, smallPrompt} from './run-turn.ts';
import {tiersOf} from './tiers-of.ts';

test('the line stands under the prompt, goes with the next turn, and /model pauses', async () => {
  const bed = await openModBed({script: echo});
  const tui = await runTui(bed.sandbox, {
    args: ['--model', 'opus', '--plugin-dir', bed.plugin],
    columns: 140,
  });
  onTestFinished(tui.stop);
  await tui.waitFor('❯');
  await tui.waitUntilSettled();
  const ask = async (prompt: string) => {
    bed.stub.restart(echo);
    await tui.submit(prompt);
    await tui.waitFor(/✻ \S+ for \d+[ms][^✻]*$/);
    const screen = await tui.waitUntilSettled();
    return {tiers: tiersOf(bed.stub.mainMessages()), screen};
  };

  const moved = await ask(smallPrompt);
  expect(moved.tiers).toEqual(['haiku']);
  expect(moved.screen).toContain('tierwise: haiku - run - ~opus to redo');

  const risky = await ask(riskyPrompt);
  expect(risky.tiers).toEqual(['opus']);
  expect(risky.screen).not.toContain('to redo');

  await tui.submit('/tierwise:why');
  await tui.waitFor('risky work is never moved down');

  await tui.submit('/model sonnet');
  await tui.waitFor('Switch model?');
  await tui.press('Enter');
  await tui.waitUntilSettled();
  expect((await ask(smallPrompt)).tiers).toEqual(['sonnet']);
  await tui.submit('/tier auto');
  await tui.waitFor('this session is routed prompt by prompt');
  expect((await ask(smallPrompt)).tiers).toEqual(['haiku']);
  expect((await ask(riskyPrompt)).tiers).toEqual(['sonnet']);
});
