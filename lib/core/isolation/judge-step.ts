import type {FileState, FileStep} from './change.ts';

/** What stands at a path: a file or link, nothing, or something that no step accounts for. */
export type Standing = FileState | null | 'foreign';

/**
 * How far one step has come, by what stands there: still to do, done, or overtaken by somebody
 * else's hand.
 */
export type StepProgress = 'to do' | 'done' | 'foreign';

export function judgeStep({before, after}: FileStep, standing: Standing): StepProgress {
  if (standing === 'foreign') {
    return 'foreign';
  }
  if (isSame(standing, after)) {
    return 'done';
  }
  return isSame(standing, before) ? 'to do' : 'foreign';
}

function isSame(one: FileState | null, other: FileState | null): boolean {
  return one === null || other === null
    ? one === other
    : one.mode === other.mode && one.id === other.id;
}

/**
 * The order in which steps are taken: first what goes, the deepest first, so that a folder can
 * make room for a file; then what comes. Undoing is the same, backwards.
 */
export function orderSteps<Step extends FileStep>(steps: readonly Step[]): Step[] {
  const depth = ({path}: Step) => path.split('/').length;
  return [
    ...steps.filter(({after}) => after === null).toSorted((a, b) => depth(b) - depth(a)),
    ...steps.filter(({after}) => after !== null),
  ];
}
