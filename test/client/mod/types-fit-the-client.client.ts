import {access, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {execa} from 'execa';
import {expect, onTestFinished, test} from 'vitest';
import {projectRoot} from '../harness/project-root.ts';
import {runTui} from '../harness/run-tui.ts';
import {openModBed} from './open-mod-bed.ts';

/** What the client says of each event has to fit what we say of it, and its `$` our Engine. */
const check = (engine: string) => `
import type {Args, EngineInterface, EventResult, Frozen} from 'claude-code';
import type {Engine, Events, StepChunk, StepInput, StepResult} from '${engine}';
import type {Chunk} from 'claude-code';

declare const $: EngineInterface;
export const engine: Pick<Engine, keyof Engine> = $;

type Heard = keyof Events;
type Fits<Name extends Heard> = Frozen<Args<Name>> extends Events[Name][0] ? true : Name;
export const events: {[Name in Heard]: true} = null as unknown as {[Name in Heard]: Fits<Name>};

declare const step: Frozen<Args<'turn.step'>>;
export const input: StepInput = step;
declare const chunk: Chunk<'turn.step'>;
export const piece: StepChunk = chunk;
declare const result: EventResult<'turn.step'>;
export const answer: StepResult = result;
declare const spawned: EventResult<'agent.spawn'>;
export const spawn: Events['agent.spawn'][1] = spawned;
`;

test("our types fit the client's own declarations", async () => {
  const bed = await openModBed();
  const tui = await runTui(bed.sandbox, {args: ['--plugin-dir', bed.plugin]});
  onTestFinished(tui.stop);
  const types = path.join(bed.plugin, '.claude-plugin', 'types');
  const laid = path.join(types, 'claude-code', 'index.d.ts');
  for (let tries = 0; tries < 600; tries++) {
    const isLaid = await access(laid).then(
      () => true,
      () => false,
    );
    if (isLaid) break;
    await sleep(100);
  }
  await tui.waitFor('❯');
  await tui.stop();

  const engine = path.join(projectRoot, 'lib', 'mod', 'engine.ts');
  const folder = path.join(bed.sandbox.root, 'check');
  await execa('mkdir', [folder]);
  await writeFile(path.join(folder, 'check.ts'), check(engine));
  await writeFile(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'es2023',
        lib: ['es2023'],
        module: 'esnext',
        moduleResolution: 'bundler',
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        allowImportingTsExtensions: true,
        typeRoots: [types],
        types: ['claude-code'],
      },
      files: ['check.ts'],
    }),
  );
  const tsc = path.join(projectRoot, 'node_modules', '.bin', 'tsc');
  const {stdout} = await execa(tsc, ['-p', folder], {reject: false, timeout: 60_000});
  expect(stdout).toBe('');
});
