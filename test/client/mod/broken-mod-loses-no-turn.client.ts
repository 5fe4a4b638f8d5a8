import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';
import {expect, test} from 'vitest';
import {echo} from '../stub/scripts/echo.ts';
import {type ModBed, openModBed} from './open-mod-bed.ts';
import {openStream} from './open-stream.ts';
import {riskyPrompt, runTurn, smallPrompt} from './run-turn.ts';
import {tiersOf} from './tiers-of.ts';

/** Breaks one function of the built module: its first statement becomes this one. */
async function sabotage(bed: ModBed, name: string, statement: string): Promise<void> {
  const file = path.join(bed.plugin, 'hooks', 'register.js');
  const source = await readFile(file, 'utf8');
  const head = new RegExp(`^((?:async )?function\\*? ${name}\\d?\\([^\\n]*\\) \\{)$`, 'gm');
  expect(source.match(head)?.length ?? 0).toBeGreaterThan(0);
  await writeFile(file, source.replace(head, `$1\n  ${statement}`));
}

const explode = "throw new Error('sabotage');";

test.each([
  ['decide', explode, 'opus'],
  ['planTurn', explode, 'opus'],
  ['gatherPrompt', explode, 'opus'],
  ['recallSession', explode, 'opus'],
  ['advance', explode, 'opus'],
  ['startTurn', explode, 'opus'],
  ['saveMemory', explode, 'opus'],
  ['runStep', explode, 'opus'],
  ['spawnAgent', explode, 'haiku'],
  ['endTurn', explode, 'haiku'],
  ['addEvidence', explode, 'haiku'],
  ['planTurn', 'for (const end = Date.now() + 12_000; Date.now() < end; );', 'opus'],
])('%s fails: %s', async (name, statement, tier) => {
  const bed = await openModBed();
  await sabotage(bed, name, statement);
  const turn = await runTurn(bed, smallPrompt);
  expect(turn).toMatchObject({exitCode: 0, main: [tier], result: expect.stringContaining(tier)});
});

test('a module that fails in a session that was moved still sends the base', async () => {
  const bed = await openModBed();
  const moved = await runTurn(bed, smallPrompt);
  await sabotage(bed, 'planTurn', explode);
  const resume = {args: ['--resume', moved.session], model: null};
  expect(await runTurn(bed, riskyPrompt, resume)).toMatchObject({main: ['opus']});
});

test('a config.json that is a pipe costs the move, not the turn', async () => {
  const bed = await openModBed({script: echo});
  await bed.sandbox.writeHomeFile('.claude/tierwise/.keep', '');
  const pipe = path.join(bed.sandbox.home, '.claude/tierwise/config.json');
  await execa('sh', ['-c', 'mkfifo "$0"', pipe]);
  const stream = openStream(bed);
  await stream.ask(smallPrompt);
  expect(tiersOf(bed.stub.mainMessages())).toEqual(['opus']);
});
