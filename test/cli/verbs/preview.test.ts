import {join} from 'node:path';
import {expect, it} from 'vitest';
import {previewVerb} from '../../../lib/cli/verbs/preview.ts';
import {assistantLine, userLine} from '../../core/preview/transcript-lines.ts';
import {put, temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

function homeWith(...lines: string[]): string {
  const home = temporaryFolder();
  put(join(home, '.claude', 'projects', 'p', 'a.jsonl'), lines.join('\n'));
  return home;
}

const preview = (home: string, ...args: string[]) =>
  call([previewVerb()], ['preview', ...args], {home});

it('prints a row per prompt, and what they come to, in 80 columns', async () => {
  const home = homeWith(
    userLine('run the tests and show me the failures of everything that there is in here'),
    assistantLine('a', {usage: {input_tokens: 5_000_000}}),
    userLine('drop the users table in production'),
    assistantLine('b'),
    userLine('yes'),
    assistantLine('c'),
  );
  const {stdout, exitCode} = await preview(home);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^Your last 3 prompts, from 1 session; newest first\./);
  expect(stdout).toMatch(/^haiku {2}run +run the tests and show me the f… asks to run the tests$/m);
  expect(stdout).toMatch(/^stay {3}\S+ +drop the users table in product…? +risky$/m);
  expect(stdout).toMatch(/^Of 3 prompts, 1 would move \(1 to haiku\); 2 stay/m);
  expect(stdout).toMatch(/^Saving: -?\$[\d.]+ to \$[\d.]+ of \$\d+ \(an estimate\)\.$/m);
  expect(stdout).toMatch(/Nothing was sent or stored\.\n$/);
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

it('takes as many as it is told', async () => {
  const home = homeWith(userLine('yes'), userLine('thanks'));
  expect((await preview(home, '--last', '1')).stdout).toMatch(/^Your last prompt, from 1 session/);
  expect(JSON.parse((await preview(home, '--json')).stdout)).toMatchObject({
    prompts: [{tier: 'stay'}, {tier: 'stay'}],
    tiers: {stay: 2},
  });
  expect((await preview(home)).stdout).toMatch(/none would move/);
});

it.each(['0', '-1', '1.5', 'many'])('--last %s is no number of prompts', async (last) => {
  expect(await preview(temporaryFolder(), '--last', last)).toMatchObject({exitCode: 2});
});

it('says so when there are none, or when no tokens are known', async () => {
  expect((await preview(temporaryFolder())).stdout).toMatch(/^No prompts yet/);
  const home = homeWith(userLine('run the tests and show me the failures'));
  expect((await preview(home)).stdout).toMatch(/What that saves is not known/);
});
