import type {FailureText} from '../failure/failure-text.ts';
import type {WorkflowFailure} from './workflow-failure.ts';

export function describeWorkflowFailure(failure: WorkflowFailure, again: string): FailureText {
  switch (failure.code) {
    case 'workflow-not-found':
      return {
        what: `There is no workflow "${failure.name}".`,
        why: [
          ...(failure.nearest === null ? [] : [`The nearest one is "${failure.nearest}".`]),
          'Looked at:',
          ...failure.looked.map((path) => `  ${path}`),
        ],
        now: 'Which workflows there are here:',
        run: 'tierwise workflow list',
      };
    case 'workflow-too-large':
      return {
        what: `The workflow file is too large: ${failure.bytes} bytes.`,
        why: [failure.file, `It may have ${failure.most}. It was not read.`],
        now: 'Put long texts into files of their own, name those in the prompts, and run:',
        run: again,
      };
    case 'workflow-invalid': {
      const errors = failure.problems.filter(({severity}) => severity === 'error').length;
      return {
        what: `The workflow has ${errors} ${errors === 1 ? 'error' : 'errors'}.`,
        why: failure.problems.flatMap((problem) => describeProblem(problem, failure.file)),
        now: 'Nothing was run. Correct it, then check again:',
        run: `tierwise workflow validate ${failure.file}`,
      };
    }
    case 'workflow-inputs-wrong':
      return {
        what: 'The inputs do not fit the workflow.',
        why: [failure.file, ...failure.problems],
        now: 'Nothing was run. Give them as name=value:',
        run: `tierwise workflow run ${failure.file} --input name=value`,
      };
    default:
      return failure satisfies never;
  }
}

/** Place, what is wrong, and what to do. */
export function describeProblem(
  {
    line,
    column,
    what,
    fix,
    severity,
    code,
  }: Extract<WorkflowFailure, {code: 'workflow-invalid'}>['problems'][number],
  file: string,
): string[] {
  const kind = severity === 'warning' ? 'warning: ' : '';
  return [`${file}:${line}:${column}`, `  ${kind}${what} [${code}]`, `  ${fix}`];
}
