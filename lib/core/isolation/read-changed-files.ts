import type {ChangedFile} from './change.ts';

/** Reads the parts of `git diff-tree -r -z -M --name-status`: a letter, then one path or two. */
export function readChangedFiles(parts: readonly string[]): ChangedFile[] {
  const files: ChangedFile[] = [];
  const waiting = parts.values();
  for (const letter of waiting) {
    const path = waiting.next().value ?? '';
    files.push(
      letter.startsWith('R')
        ? {path: waiting.next().value ?? '', change: 'renamed', from: path}
        : {path, change: changes[letter] ?? 'modified'},
    );
  }
  return files;
}

const changes: Readonly<Record<string, ChangedFile['change']>> = {A: 'added', D: 'deleted'};

/** Reads `git diff-tree --shortstat`: ` 3 files changed, 10 insertions(+), 2 deletions(-)`. */
export function readLineCounts(text: string): {insertions: number; deletions: number} {
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(text)?.[1] ?? 0);
  return {insertions: count('insertion'), deletions: count('deletion')};
}
