import {expect, test} from 'vitest';
import {lastTurn} from '../stub/last-turn.ts';
import {echo} from '../stub/scripts/echo.ts';
import {openModBed} from './open-mod-bed.ts';
import {openStream} from './open-stream.ts';
import {riskyPrompt, runTurn, smallPrompt} from './run-turn.ts';
import {tiersOf} from './tiers-of.ts';

test('~opus alone repeats the last prompt of a resumed session, too', async () => {
  const bed = await openModBed();
  const moved = await runTurn(bed, smallPrompt);
  const again = await runTurn(bed, '~opus', {args: ['--resume', moved.session], model: null});
  expect(again.main).toEqual(['opus']);
  const [request] = bed.stub.mainMessages();
  expect(request && lastTurn(request).prompt).toBe(smallPrompt);
});

test('prompts that come while a turn runs are never sent on the tier of another', async () => {
  const bed = await openModBed({
    script: (request) => ({...echo(request), delayMs: 300}) as ReturnType<typeof echo>,
  });
  const stream = openStream(bed);
  stream.send(smallPrompt);
  stream.send(riskyPrompt);
  stream.send('run the linter');
  await stream.waitForTurns(1);
  await stream.end();
  const wrong = bed.stub
    .mainMessages()
    .filter((request) => request.text.includes(riskyPrompt) && request.model.includes('haiku'))
    .map((request) => lastTurn(request).prompt)
    .filter((prompt) => prompt.includes(riskyPrompt));
  expect(wrong).toEqual([]);
});

test('the turn after a compaction of a resumed session runs on the base', async () => {
  const bed = await openModBed();
  const moved = await runTurn(bed, smallPrompt);
  const resume = {args: ['--resume', moved.session], model: null};
  expect(await runTurn(bed, '/compact', resume)).toMatchObject({exitCode: 0});
  expect(await runTurn(bed, riskyPrompt, resume)).toMatchObject({main: ['opus']});
});

test('a slash command of the user runs on the base, with its own model where it names one', async () => {
  const bed = await openModBed();
  await bed.sandbox.writeHomeFile('.claude/commands/plain.md', 'run the tests\n');
  await bed.sandbox.writeHomeFile(
    '.claude/commands/small.md',
    '---\ndescription: "x"\nmodel: haiku\n---\nrun the tests\n',
  );
  const moved = await runTurn(bed, smallPrompt);
  const resume = {args: ['--resume', moved.session], model: null};
  expect(await runTurn(bed, '/plain', resume)).toMatchObject({main: ['opus']});
  const own = await runTurn(bed, '/small');
  expect(tiersOf(bed.stub.mainMessages())).toEqual(own.main);
  expect(own.main).toEqual(['haiku']);
});
