import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {applyChange} from '../../lib/app/apply-change.ts';
import {collectChange} from '../../lib/app/collect-change.ts';
import {type CopyOrder, makeCopy} from '../../lib/app/make-copy.ts';
import type {Result} from '../../lib/core/failure/failure.ts';
import type {Change} from '../../lib/core/isolation/change.ts';
import type {Copy} from '../../lib/core/isolation/copy.ts';
import type {TestRepository} from '../edge/make-repository.ts';
import {temporaryFolder} from '../edge/temporary-folder.ts';

/** A copy of a test repository in a folder of its own. */
export async function copyOf(
  {root, environment}: TestRepository,
  options: Partial<CopyOrder> = {},
): Promise<Copy> {
  const to = join(temporaryFolder(), 'copies', 'step-1');
  return granted(await makeCopy({from: root, to, environment, ...options}));
}

export async function changeOf(copy: Copy, {environment}: TestRepository): Promise<Change> {
  return granted(await collectChange(copy, environment));
}

/** Applies a change and gives the answer and the journal's place. */
export async function apply(change: Change, {root, environment}: TestRepository, run = 'r1') {
  const folder = temporaryFolder();
  mkdirSync(folder, {recursive: true});
  const journal = join(folder, 'apply.json');
  const answer = await applyChange(change, root, {journal, run, environment});
  return {answer, journal};
}

export function granted<Value>(result: Result<Value>): Value {
  if (!result.ok) {
    throw new Error(`refused: ${JSON.stringify(result.failure)}`);
  }
  return result.value;
}
