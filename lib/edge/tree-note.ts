import {join} from 'node:path';
import {isRecord} from '../core/guard.ts';
import type {TreeNote} from '../core/isolation/compare-tree.ts';
import {fingerprintOf, writeFileAtomic} from './atomic-file.ts';
import {findFiles} from './copied-files.ts';
import type {Environment} from './environment.ts';
import {runGit} from './git.ts';
import {readJsonFile} from './json-file.ts';
import {findRepository} from './repository.ts';
import {listRepositoryFiles} from './repository-files.ts';

/**
 * Notes the files of a person's work tree and its index. A file is told by its kind, its size and
 * when its entry last changed, which no program can set back; nothing is read.
 * @throws GitError, and what the file system refuses.
 */
export async function noteTree(environment: Environment, folder: string): Promise<TreeNote> {
  const {root} = await findRepository(environment, folder);
  const {seen} = await listRepositoryFiles(environment, root);
  const {sources} = await findFiles(root, seen);
  const place = {folder: root, isPersons: true};
  const index = await runGit(environment, place, ['ls-files', '-z', '--stage']);
  return {
    ...Object.fromEntries(
      sources.map(({path, stats}) => [
        path.toString(),
        `${stats.mode.toString(8)} ${stats.size} ${stats.ctimeMs}`,
      ]),
    ),
    '.git/index': fingerprintOf(index),
  };
}

/** Keeps it beside a copy, for whoever ends the work. */
export async function writeTreeNote(folder: string, note: TreeNote): Promise<void> {
  await writeFileAtomic(join(folder, 'tree.json'), JSON.stringify(note));
}

export function readTreeNote(folder: string): TreeNote | undefined {
  const file = readJsonFile(join(folder, 'tree.json'));
  return file.state === 'read' && isRecord(file.value) ? (file.value as TreeNote) : undefined;
}
