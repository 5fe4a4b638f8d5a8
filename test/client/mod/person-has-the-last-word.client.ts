import {expect, test} from 'vitest';
import {lastTurn} from '../stub/last-turn.ts';
import {echo} from '../stub/scripts/echo.ts';
import {openModBed} from './open-mod-bed.ts';
import {openStream} from './open-stream.ts';
import {riskyPrompt, runTurn, smallPrompt} from './run-turn.ts';
import {tiersOf} from './tiers-of.ts';

async function openSession({env}: {env?: Record<string, string>} = {}) {
  const bed = await openModBed({script: echo});
  const stream = openStream(bed, env === undefined ? {} : {env});
  /** The tiers of one prompt's requests, and what the model read of it. */
  const ask = async (prompt: string) => {
    const before = bed.stub.messages().length;
    await stream.ask(prompt);
    const requests = bed.stub.mainMessages().slice(before);
    const [first] = requests;
    return {
      tiers: tiersOf(requests),
      prompt: first === undefined ? '' : lastTurn(first).prompt,
      effort: first?.effort,
    };
  };
  return {bed, stream, ask};
}

test('a wish in the prompt wins and is taken out of it', async () => {
  const {stream, ask} = await openSession();
  expect(await ask('~haiku what is a closure')).toMatchObject({
    tiers: ['haiku'],
    prompt: 'what is a closure',
  });
  expect(await ask(`${smallPrompt} ~opus`)).toMatchObject({tiers: ['opus'], prompt: smallPrompt});
  expect(await ask('~sonnet: look around')).toMatchObject({
    tiers: ['sonnet'],
    prompt: 'look around',
  });
  expect(await ask(smallPrompt)).toMatchObject({tiers: ['haiku']});
  await stream.end();
});

test('~opus alone runs the last prompt again on the base, and nothing is moved any more', async () => {
  const {stream, ask} = await openSession();
  expect(await ask(smallPrompt)).toMatchObject({tiers: ['haiku']});
  expect(await ask('~opus')).toMatchObject({tiers: ['opus'], prompt: smallPrompt});
  expect(await ask(smallPrompt)).toMatchObject({tiers: ['opus']});
  expect(await ask('~haiku list the files')).toMatchObject({tiers: ['haiku']});
  expect(await ask('/tier auto')).toMatchObject({tiers: []});
  expect(await ask(smallPrompt)).toMatchObject({tiers: ['haiku']});
  await stream.end();
});

test.each(['no, wrong', 'undo that', "that's not what I asked"])(
  '"%s" after a moved turn ends the moves of the session',
  async (words) => {
    const {stream, ask} = await openSession();
    expect(await ask(smallPrompt)).toMatchObject({tiers: ['haiku']});
    expect(await ask(words)).toMatchObject({tiers: ['opus']});
    expect(await ask(smallPrompt)).toMatchObject({tiers: ['opus']});
    await stream.end();
  },
);

test('/tier sets the session, without a request, and is remembered', async () => {
  const {bed, stream, ask} = await openSession();
  expect(await ask('/tier sonnet')).toMatchObject({tiers: []});
  expect(await ask('what is in src')).toMatchObject({tiers: ['sonnet']});
  expect(await ask('/tierwise:tier stay')).toMatchObject({tiers: []});
  expect(await ask(smallPrompt)).toMatchObject({tiers: ['opus']});
  expect(await ask('/tier haiku')).toMatchObject({tiers: []});
  await stream.end();
  const resumed = await runTurn(bed, 'what is in src', {args: ['--continue'], model: null});
  expect(resumed).toMatchObject({main: ['haiku']});
});

test('a model that the host sets pauses routing until /tier auto', async () => {
  const {stream, ask} = await openSession();
  expect(await ask(smallPrompt)).toMatchObject({tiers: ['haiku']});
  await stream.control({subtype: 'set_model', model: 'sonnet'});
  expect(await ask(smallPrompt)).toMatchObject({tiers: ['sonnet']});
  expect(await ask('/tier auto')).toMatchObject({tiers: []});
  expect(await ask(smallPrompt)).toMatchObject({tiers: ['haiku']});
  expect(await ask(riskyPrompt)).toMatchObject({tiers: ['sonnet']});
  await stream.end();
});

test('deep thought stays on the base, and effort is at most medium on a moved turn', async () => {
  const {stream, ask} = await openSession({env: {CLAUDE_CODE_EFFORT_LEVEL: 'high'}});
  expect(await ask(smallPrompt)).toMatchObject({tiers: ['haiku'], effort: 'medium'});
  expect(await ask(riskyPrompt)).toMatchObject({tiers: ['opus'], effort: 'high'});
  expect(await ask(`ultrathink: ${smallPrompt}`)).toMatchObject({tiers: ['opus'], effort: 'high'});
  await stream.end();
});

test.each([
  ['TIERWISE_DISABLE', {TIERWISE_DISABLE: '1'}, ['opus'], `${smallPrompt} ~haiku`],
  ['TIERWISE_MODE=off', {TIERWISE_MODE: 'off'}, ['opus'], `${smallPrompt} ~haiku`],
  ['TIERWISE_MODE=observe', {TIERWISE_MODE: 'observe'}, ['opus'], `${smallPrompt} ~haiku`],
  ['TIERWISE_TIER=stay', {TIERWISE_TIER: 'stay'}, ['opus'], smallPrompt],
  ['TIERWISE_TIER=sonnet', {TIERWISE_TIER: 'sonnet'}, ['sonnet'], smallPrompt],
])('%s wins', async (_, env, tiers, read) => {
  const {stream, ask} = await openSession({env});
  expect(await ask(`${smallPrompt} ~haiku`)).toMatchObject({tiers, prompt: read});
  await stream.end();
});

test('config.json, the off flag and the project hold from the next prompt on', async () => {
  const {bed, stream, ask} = await openSession();
  const config = (value: object) =>
    bed.sandbox.writeHomeFile('.claude/tierwise/config.json', JSON.stringify(value));
  expect(await ask(smallPrompt)).toMatchObject({tiers: ['haiku']});
  await config({tier: 'sonnet'});
  expect(await ask(smallPrompt)).toMatchObject({tiers: ['sonnet']});
  await config({mode: 'observe'});
  expect(await ask(smallPrompt)).toMatchObject({tiers: ['opus']});
  await bed.sandbox.writeHomeFile('.claude/tierwise/config.json', '{"mode":');
  expect(await ask(smallPrompt)).toMatchObject({tiers: ['opus']});
  await config({});
  expect(await ask(smallPrompt)).toMatchObject({tiers: ['haiku']});
  await bed.sandbox.writeHomeFile('.claude/tierwise/off', '');
  expect(await ask(smallPrompt)).toMatchObject({tiers: ['opus']});
  await stream.end();
});

test('a session on haiku or on a model that nobody knows is never moved', async () => {
  const bed = await openModBed();
  expect(await runTurn(bed, '~opus explain this', {model: 'haiku'})).toMatchObject({
    main: ['haiku'],
  });
  const unknown = await runTurn(bed, smallPrompt, {model: 'some-model-1'});
  expect(unknown.main).toEqual(['some-model-1']);
});
