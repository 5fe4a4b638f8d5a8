import {expect, test} from 'vitest';
import type {Answer} from '../stub/script.ts';
import {echo} from '../stub/scripts/echo.ts';
import {forSubagents} from '../stub/scripts/for-subagents.ts';
import {say} from '../stub/scripts/say.ts';
import {sequence} from '../stub/scripts/sequence.ts';
import {useTool} from '../stub/scripts/use-tool.ts';
import {smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';
import {openTerminal} from './open-terminal.ts';
import {readTurn} from './read-turn.ts';

const drop = {
  description: 'drop it',
  prompt: 'also drop the users table in production',
  subagent_type: 'general-purpose',
  model: 'opus',
};

// 2.1.197 runs no hook for text that is typed into a running turn.
test('2.1.330: after risky text typed into a moved turn, its agents are left alone', async () => {
  const bed = await openRoutedBed('2.1.330');
  const terminal = await openTerminal(bed);
  let goOn = (_: Answer) => {};
  const later = new Promise<Answer>((resolve) => {
    goOn = resolve;
  });
  const main = sequence(
    () => ({kind: 'later', answer: later}),
    () => useTool('Agent', drop),
    () => say('all is done'),
  );
  bed.stub.restart(forSubagents(echo, main));

  await terminal.submit(smallPrompt);
  await expect.poll(() => bed.stub.mainMessages().length, {timeout: 20_000}).toBe(1);
  await terminal.submit(drop.prompt);
  goOn(useTool('Bash', {command: 'echo it-ran', description: 'Say it'}));
  await terminal.waitForEnd('all is done');

  const turn = await readTurn(bed, 0);
  expect(turn).toMatchObject({directive: 'tierwise-haiku', agents: ['opus']});
  const decisions = turn.evidence.filter(({event}) => event === 'decision');
  expect(decisions).toMatchObject([{tier: 'haiku'}]);
  const [before, after] = bed.stub.mainMessages();
  expect(before?.text).not.toContain('no longer holds');
  expect(after?.text).toContain('no longer holds');
});
