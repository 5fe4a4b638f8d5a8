import {expect, test} from 'vitest';
import {openModBed} from './open-mod-bed.ts';
import {riskyPrompt, runTurn, smallPrompt} from './run-turn.ts';

test('after a moved turn a resumed session runs on the model it began with', async () => {
  const bed = await openModBed();
  const moved = await runTurn(bed, smallPrompt);
  expect(moved).toMatchObject({exitCode: 0, main: ['haiku']});
  const resume = {args: ['--resume', moved.session], model: null};

  expect(await runTurn(bed, riskyPrompt, resume)).toMatchObject({exitCode: 0, main: ['opus']});
  expect(await runTurn(bed, riskyPrompt, {args: ['--continue'], model: null})).toMatchObject({
    main: ['opus'],
  });
  const fork = await runTurn(bed, riskyPrompt, {
    args: ['--continue', '--fork-session'],
    model: null,
  });
  expect(fork).toMatchObject({main: ['opus']});
  expect(fork.session).not.toBe(moved.session);
});

test('a fork right after a moved turn runs on the base, too', async () => {
  const bed = await openModBed();
  const moved = await runTurn(bed, smallPrompt);
  const fork = {args: ['--resume', moved.session, '--fork-session'], model: null};
  expect(await runTurn(bed, riskyPrompt, fork)).toMatchObject({main: ['opus']});
});

test('switched off after a moved turn, every request is still sent on the base', async () => {
  const bed = await openModBed();
  const moved = await runTurn(bed, smallPrompt);
  const resume = {args: ['--resume', moved.session], model: null};
  for (const env of [{TIERWISE_DISABLE: '1'}, {TIERWISE_MODE: 'off'}, {TIERWISE_MODE: 'observe'}]) {
    expect(await runTurn(bed, smallPrompt, {...resume, env})).toMatchObject({main: ['opus']});
  }
  await bed.sandbox.writeHomeFile('.claude/tierwise/off', '');
  expect(await runTurn(bed, smallPrompt, resume)).toMatchObject({main: ['opus']});
});

test('a model named at the start of a resume becomes the base', async () => {
  const bed = await openModBed();
  const moved = await runTurn(bed, smallPrompt);
  const resume = ['--resume', moved.session];
  expect(await runTurn(bed, riskyPrompt, {args: resume, model: 'haiku'})).toMatchObject({
    main: ['haiku'],
  });
  expect(await runTurn(bed, riskyPrompt, {args: resume, model: 'sonnet'})).toMatchObject({
    main: ['sonnet'],
  });
  expect(await runTurn(bed, riskyPrompt, {args: resume, model: null})).toMatchObject({
    main: ['sonnet'],
  });
});
