import {expect, test} from 'vitest';
import type {Script} from '../stub/script.ts';
import {openModBed} from './open-mod-bed.ts';
import {openStream} from './open-stream.ts';
import {smallPrompt} from './run-turn.ts';
import {tiersOf} from './tiers-of.ts';

/** A conversation of this many tokens. */
function ofSize(tokens: number): Script {
  return () => ({
    kind: 'message',
    content: [{type: 'text', text: 'fine'}],
    usage: {input_tokens: 0, cache_read_input_tokens: tokens},
  });
}

const question = 'how does the job queue retry failed jobs here?';

test('a move that costs more than it saves is not made, unless somebody wishes it', async () => {
  const bed = await openModBed({script: ofSize(150_000)});
  const stream = openStream(bed);
  await stream.ask('yes, continue');
  await stream.ask(question);
  const why = await stream.ask('/tierwise:why');
  expect(why.result).toContain('the move costs more than it saves');
  expect(why.result).toMatch(/the move costs \$0\.\d{4} more/);
  await stream.ask(`~sonnet ${question}`);
  await stream.ask(smallPrompt);
  await stream.end();
  expect(tiersOf(bed.stub.mainMessages())).toEqual(['opus', 'opus', 'sonnet', 'haiku']);
});

test('TIERWISE_ECONOMICS=off counts nothing', async () => {
  const bed = await openModBed({script: ofSize(150_000)});
  const stream = openStream(bed, {env: {TIERWISE_ECONOMICS: 'off'}});
  await stream.ask('yes, continue');
  await stream.ask(question);
  await stream.end();
  expect(tiersOf(bed.stub.mainMessages())).toEqual(['opus', 'sonnet']);
});

test('a conversation that fills 70 % of the window is not moved, wish or not', async () => {
  const bed = await openModBed({script: ofSize(710_000)});
  const stream = openStream(bed);
  await stream.ask('yes, continue');
  await stream.ask(smallPrompt);
  await stream.ask(`~haiku ${smallPrompt}`);
  await stream.end();
  expect(tiersOf(bed.stub.mainMessages())).toEqual(['opus', 'opus', 'opus']);
});
