import {type FileMode, type FileStep, fileModes} from './change.ts';
import {findLinkProblem, findPathProblem} from './find-path-problem.ts';
import type {ChangeProblem} from './isolation-failure.ts';

/**
 * Reads the parts of `git diff-tree -r -z --no-renames`: `:mode mode id id letter`, then the path.
 * What may not be applied is listed; `targets` are the contents of links, by id.
 */
export function readTreeDifference(
  parts: readonly string[],
  targets: ReadonlyMap<string, string>,
): {steps: FileStep[]; problems: ChangeProblem[]} {
  const entries = readEntries(parts);
  const problems = entries.flatMap(({path, after}) => {
    const problem =
      findPathProblem(path) ??
      (after?.mode === gitlink ? ('is a repository of its own' as const) : undefined) ??
      (after?.mode === link ? findLinkProblem(path, targets.get(after.id) ?? '/') : undefined);
    return problem === undefined ? [] : [{path, problem}];
  });
  return {
    steps: entries.map(({path, before, after}) => ({
      path,
      before: before && {...before, mode: fileMode(before.mode)},
      after: after && {...after, mode: fileMode(after.mode)},
    })),
    problems,
  };
}

/** The ids of the links that a difference leaves behind. */
export function findLinks(parts: readonly string[]): string[] {
  return readEntries(parts).flatMap(({after}) => (after?.mode === link ? [after.id] : []));
}

const link = '120000';
const gitlink = '160000';

interface Entry {
  path: string;
  before: {mode: string; id: string} | null;
  after: {mode: string; id: string} | null;
}

function readEntries(parts: readonly string[]): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [modeBefore = '', modeAfter = '', idBefore = '', idAfter = ''] = (parts[at] ?? '')
      .slice(1)
      .split(' ');
    entries.push({
      path: parts[at + 1] ?? '',
      before: modeBefore === absent ? null : {mode: modeBefore, id: idBefore},
      after: modeAfter === absent ? null : {mode: modeAfter, id: idAfter},
    });
  }
  return entries;
}

const absent = '000000';

/** Old repositories hold other modes of plain files; git reads those as 644. */
function fileMode(mode: string): FileMode {
  return fileModes.find((known) => known === mode) ?? '100644';
}
