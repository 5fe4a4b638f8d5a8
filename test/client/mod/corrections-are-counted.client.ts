import path from 'node:path';
import {expect, test} from 'vitest';
import {projectRoot} from '../harness/project-root.ts';
import {readEvidence} from '../harness/read-evidence.ts';
import {runCli} from '../harness/run-cli.ts';
import {echo} from '../stub/scripts/echo.ts';
import {type ModBed, openModBed} from './open-mod-bed.ts';
import {openStream} from './open-stream.ts';
import {runTurn, smallPrompt} from './run-turn.ts';
import {tiersOf} from './tiers-of.ts';

const otherWork = 'fix the typo in the README';
const env = {TIERWISE_ECONOMICS: 'off'};

async function openSession(model = 'opus') {
  const bed = await openModBed({script: echo});
  const stream = openStream(bed, {env, model});
  const ask = async (prompt: string) => {
    const before = bed.stub.mainMessages().length;
    await stream.ask(prompt);
    return tiersOf(bed.stub.mainMessages().slice(before));
  };
  return {bed, stream, ask};
}

async function corrections({sandbox}: ModBed) {
  const evidence = await readEvidence(sandbox);
  const decided = evidence.filter(({event}) => event === 'decision').map(({prompt}) => prompt);
  return evidence
    .filter(({event}) => event === 'correction')
    .map(({prompt, by}) => [decided.indexOf(prompt), by]);
}

function runTierwise({sandbox}: ModBed, ...args: string[]): Promise<string> {
  return runCli(sandbox, path.join(projectRoot, 'dist', 'tierwise.cjs'), args);
}

test('"still broken" keeps this kind of work from that tier; the report counts it', async () => {
  const {bed, stream, ask} = await openSession();
  expect(await ask(smallPrompt)).toEqual(['haiku']);
  expect(await ask('it still fails')).toEqual(['opus']);
  expect(await ask(smallPrompt)).toEqual(['opus']);
  expect(await ask(otherWork)).toEqual(['haiku']);
  expect(await ask(`~haiku ${smallPrompt}`)).toEqual(['haiku']);
  await ask('/tier auto');
  expect(await ask(smallPrompt)).toEqual(['haiku']);
  await stream.end();

  expect(await corrections(bed)).toEqual([[0, 'still-failing']]);
  const report = JSON.parse(await runTierwise(bed, 'report', '--quality', '--json'));
  expect(report).toMatchObject({
    moved: {decisions: 4, moved: 4, corrected: 1},
    stayed: {decisions: 2, corrected: 0},
    corrections: {'still-failing': 1},
  });
  expect(report.byTier).toMatchObject([{surface: 'mod', tier: 'haiku', corrected: 1}, {}]);
});

test('words, a redo and /tier are told apart', async () => {
  const {bed, stream, ask} = await openSession();
  await ask(smallPrompt);
  expect(await ask('no, the other ones')).toEqual(['opus']);
  expect(await ask(smallPrompt)).toEqual(['haiku']);
  expect(await ask('~opus')).toEqual(['opus']);
  await ask('/tier auto');
  expect(await ask(smallPrompt)).toEqual(['haiku']);
  await ask('/tier opus');
  await stream.end();
  expect(await corrections(bed)).toEqual([
    [0, 'objection'],
    [2, 'redo'],
    [4, 'larger-tier'],
  ]);
});

test('a larger model right after a turn corrects it, a smaller one does not', async () => {
  const {bed, stream, ask} = await openSession('sonnet');
  const choose = (model: string) => stream.control({subtype: 'set_model', model});
  expect(await ask(smallPrompt)).toEqual(['haiku']);
  await choose('opus');
  expect(await ask(smallPrompt)).toEqual(['opus']);
  await ask('/tier auto');
  expect(await ask(smallPrompt)).toEqual(['haiku']);
  await choose('sonnet');
  expect(await ask(smallPrompt)).toEqual(['sonnet']);
  await stream.end();
  expect(await corrections(bed)).toEqual([[0, 'larger-model']]);
});

test('a correction after a resume is about the turn before it', async () => {
  const bed = await openModBed();
  const next = {args: ['--continue'], env};
  expect(await runTurn(bed, smallPrompt, {env})).toMatchObject({main: ['haiku']});
  expect(await runTurn(bed, 'no, wrong', next)).toMatchObject({main: ['opus']});
  expect(await runTurn(bed, smallPrompt, next)).toMatchObject({main: ['opus']});
  expect(await corrections(bed)).toEqual([[0, 'wrong']]);
  expect(await runTierwise(bed, 'why', 'last')).toContain('taken back in this');
});
