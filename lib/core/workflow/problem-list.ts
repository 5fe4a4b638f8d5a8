import type {ParsedText} from './parse-workflow-text.ts';
import type {FilePath, ProblemCode, WorkflowProblem} from './workflow-problem.ts';

/** Told of one file, at most: whoever mends these sees the next ones. */
export const maxProblems = 20;

/** Collects what is wrong with a file, each with its place. */
export interface ProblemList {
  problems: readonly WorkflowProblem[];
  /** `fix` is asked for only while there is room: finding a nearest name takes a while. */
  add: (code: ProblemCode, path: FilePath, what: string, fix: () => string) => void;
  warn: (code: ProblemCode, path: FilePath, what: string, fix: () => string) => void;
  hasErrors: () => boolean;
}

export function makeProblemList({locate}: Pick<ParsedText, 'locate'>): ProblemList {
  const problems: WorkflowProblem[] = [];
  const report =
    (severity: WorkflowProblem['severity']) =>
    (code: ProblemCode, path: FilePath, what: string, fix: () => string) => {
      if (problems.filter((each) => each.severity === severity).length < maxProblems) {
        problems.push({code, severity, ...locate(path), what, fix: fix()});
      }
    };
  return {
    problems,
    add: report('error'),
    warn: report('warning'),
    hasErrors: () => problems.some(({severity}) => severity === 'error'),
  };
}
