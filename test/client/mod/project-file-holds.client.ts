import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {expect, test} from 'vitest';
import {readEvidence} from '../harness/read-evidence.ts';
import {type ModBed, openModBed} from './open-mod-bed.ts';
import {runTurn, smallPrompt} from './run-turn.ts';

async function writeProjectFile({sandbox}: ModBed, content: object | string): Promise<void> {
  const file = path.join(sandbox.project, '.claude', 'tierwise.json');
  await mkdir(path.dirname(file), {recursive: true});
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
}

test.each([
  ['observe', {mode: 'observe'}, ['haiku']],
  ['off', {mode: 'off'}, []],
  ['broken: observe', '{"mode": ', ['haiku']],
])('a project that says %s changes nothing on the wire', async (_, file, decided) => {
  const bed = await openModBed();
  await writeProjectFile(bed, file);

  expect(await runTurn(bed, smallPrompt)).toMatchObject({exitCode: 0, main: ['opus']});

  const decisions = (await readEvidence(bed.sandbox)).filter(({event}) => event === 'decision');
  expect(decisions.map(({tier}) => tier)).toEqual(decided);
});

test('a cap and a rule of the project hold from the next prompt on, and leave with its file', async () => {
  const bed = await openModBed();
  const feature = 'add a --json flag to the list command, with tests';
  const env = {TIERWISE_ECONOMICS: 'off'};
  expect(await runTurn(bed, feature, {env})).toMatchObject({main: ['sonnet']});

  await writeProjectFile(bed, {maxTier: 'haiku'});
  expect(await runTurn(bed, feature, {env})).toMatchObject({main: ['opus']});
  expect(await runTurn(bed, `~sonnet ${feature}`, {env})).toMatchObject({main: ['opus']});
  expect(await runTurn(bed, smallPrompt, {env})).toMatchObject({main: ['haiku']});

  await writeProjectFile(bed, {rules: [{when: {prompt: 'json flag'}, tier: 'haiku'}]});
  expect(await runTurn(bed, feature)).toMatchObject({main: ['haiku']});
  expect(await runTurn(bed, `${feature}, and drop the users table`)).toMatchObject({
    main: ['opus'],
  });
});
