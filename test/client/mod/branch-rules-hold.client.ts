import path from 'node:path';
import {execa} from 'execa';
import {expect, test} from 'vitest';
import {openModBed} from './open-mod-bed.ts';
import {runTurn, smallPrompt} from './run-turn.ts';

test('a rule for a branch holds on that branch, and in a worktree of it', async () => {
  const bed = await openModBed();
  const {project, root, env} = bed.sandbox;
  const git = (...args: string[]) => execa('git', args, {cwd: project, env, extendEnv: false});
  const rules = [{when: {branch: 'release/*'}, tier: 'stay', because: 'releases are careful'}];
  await bed.sandbox.writeHomeFile('.claude/tierwise/config.json', JSON.stringify({rules}));
  expect(await runTurn(bed, smallPrompt)).toMatchObject({main: ['haiku']});

  await git('checkout', '--quiet', '-b', 'release/2');
  expect(await runTurn(bed, smallPrompt)).toMatchObject({main: ['opus']});

  await git('checkout', '--quiet', 'main');
  const tree = path.join(root, 'tree');
  await git('worktree', 'add', '--quiet', tree, 'release/2');
  const inTree = {...bed, sandbox: {...bed.sandbox, project: tree}};
  expect(await runTurn(bed, smallPrompt)).toMatchObject({main: ['haiku']});
  expect(await runTurn(inTree, smallPrompt)).toMatchObject({main: ['opus']});
});
