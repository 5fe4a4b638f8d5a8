import {
  type BigIntStats,
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import type {ApplyJournal} from '../core/isolation/apply-journal.ts';
import type {FileStep} from '../core/isolation/change.ts';
import {judgeStep} from '../core/isolation/judge-step.ts';
import {ledgerFolder} from './copy-folder.ts';
import type {Environment} from './environment.ts';
import {GitError} from './git.ts';
import {runLedger} from './ledger.ts';
import {look, readStanding} from './tree-files.ts';

/** Where the new content of a path waits. */
export function stagedFile(stage: string, path: string): string {
  return join(stage, 'after', path);
}

/** Where the old content of a path is kept until all is done. */
export function keptFile(stage: string, path: string): string {
  return join(stage, 'before', path);
}

/**
 * A folder for new and old contents: in the git folder, where no git command looks; or in the tree,
 * if that is another disk, since only within one disk a file can be put in place in one step.
 */
export function chooseStage(
  {applyFolder, root}: {applyFolder: string; root: string},
  name: string,
): string {
  const isOneDisk = statSync(dirname(applyFolder)).dev === statSync(root).dev;
  return isOneDisk ? join(applyFolder, name) : join(root, `.tierwise-${name}`);
}

/**
 * Writes the new contents of all steps into the stage, safe against a power failure, too.
 * @throws GitError when the ledger no longer gives what was collected from it.
 */
export async function stageContents(
  environment: Environment,
  {stage, repository, objectFormat, change}: ApplyJournal,
  steps: readonly FileStep[],
): Promise<void> {
  const tree = join(stage, 'after');
  mkdirSync(tree, {recursive: true, mode: 0o700});
  const place = {ledger: ledgerFolder(change.copy), tree, index: join(stage, 'index')};
  const written = steps.filter(({after}) => after !== null);
  const paths = written.map(({path}) => path).join('\0');
  await runLedger(environment, place, ['read-tree', change.result]);
  await runLedger(environment, place, ['checkout-index', '-z', '--stdin'], paths);
  for (const {path, after} of written) {
    const staged = readStanding({root: tree, objectFormat}, path, () => false);
    if (judgeStep({path, before: null, after}, staged) !== 'done') {
      throw new GitError({code: 'copy-broken', folder: change.copy});
    }
    takeOverMode(join(repository, path), join(tree, path));
  }
}

/** Gives each old file a second name; one that has none to give is copied. */
export function keepContents(stage: string, root: string, steps: readonly FileStep[]): void {
  for (const {path} of steps.filter(({before}) => before !== null)) {
    const kept = keptFile(stage, path);
    mkdirSync(dirname(kept), {recursive: true, mode: 0o700});
    keep(join(root, path), kept);
  }
}

/** A git of a process that was killed may still be writing into it, for a moment: then once more. */
export function removeStage(stage: string): void {
  for (let tries = 1; ; tries += 1) {
    try {
      rmSync(stage, {recursive: true, force: true});
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY' || tries >= maxTries) {
        throw error;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
  }
}

/** Two seconds in all; one checkout of a change takes a part of one. */
const maxTries = 100;
const pauseMs = 20;

function keep(file: string, kept: string): void {
  if (lstatSync(file).isSymbolicLink()) {
    symlinkSync(readlinkSync(file, {encoding: 'buffer'}), kept);
    return;
  }
  try {
    linkSync(file, kept);
  } catch {
    copyFileSync(file, kept);
  }
}

/** A file that is replaced keeps its permissions and its owner; the change says who may run it. */
function takeOverMode(file: string, staged: string): void {
  const stats = lstatSync(staged);
  if (stats.isSymbolicLink()) {
    return;
  }
  const old = look(file);
  if (old?.isFile()) {
    const mode = Number(old.mode);
    // Whoever may read it may run it, as git does it for new files.
    const runnable = (stats.mode & 0o100) === 0 ? 0 : (mode & 0o444) >> 2;
    giveTo(staged, old);
    chmodSync(staged, (mode & 0o666) | runnable);
  }
  const handle = openSync(staged, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

function giveTo(staged: string, {uid, gid}: BigIntStats): void {
  try {
    chownSync(staged, Number(uid), Number(gid));
  } catch {
    // Only root can give a file away; git would not have kept the owner either.
  }
}
