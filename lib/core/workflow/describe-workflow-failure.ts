import type {FailureText} from '../failure/failure-text.ts';
import type {RunStop} from '../run/run-stop.ts';
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
    case 'workflow-changed':
      return {
        what: 'The file is not what the run was started with.',
        why: [failure.file, ...describeChange(failure.change)],
        now: 'Nothing was started. Go on with the new file, what is done stays done:',
        run: `tierwise workflow resume ${failure.run} --accept-changes`,
      };
    case 'workflow-step-unknown':
      return {
        what: `The run has no step "${failure.step}".`,
        why: [
          failure.nearest === null
            ? `Its steps are: ${failure.known.slice(0, 20).join(', ')}.`
            : `The nearest one is "${failure.nearest}".`,
        ],
        now: 'Its steps, and how they ended:',
        run: `tierwise workflow status ${failure.run}`,
      };
    case 'workflow-failed':
      return {
        what: `${failure.steps.length === 1 ? 'A step' : `${failure.steps.length} steps`} of the workflow failed.`,
        why: failure.steps.slice(0, 10).map(({step, because}) => `${step}: ${because}`),
        now: 'What is done is kept. Try the rest again:',
        run: `tierwise workflow resume ${failure.run}`,
      };
    case 'workflow-stopped':
      return {
        what: `The workflow stopped before its end: ${stops[failure.by]}.`,
        why: [
          failure.until === null ? failure.because : `${failure.because}, until ${failure.until}`,
          'What is done is kept, and is not done again.',
        ],
        now: remedies[failure.by] ?? 'Go on with it by:',
        run: `tierwise workflow resume ${failure.run}${failure.by === 'budget' ? ' --accept-changes' : ''}`,
      };
    default:
      return failure satisfies never;
  }
}

const stops = {
  limit: 'a limit was reached',
  person: 'it was stopped by hand',
  time: 'its time was over',
  budget: 'its budget is spent',
  refusal: 'Claude refused the request, and would refuse every other',
  client: 'there is no Claude Code on the PATH',
} as const satisfies Record<RunStop['by'], string>;

/** Where something has to be done first. */
const remedies: Readonly<Partial<Record<keyof typeof stops, string>>> = {
  budget: 'Raise "budget_usd" in its file, and go on with it by:',
  refusal: 'Correct that, and go on with it by:',
  client: 'Install it, and go on with the workflow by:',
};

function describeChange({
  changed,
  added,
  removed,
  isHeadChanged,
}: Extract<WorkflowFailure, {code: 'workflow-changed'}>['change']): string[] {
  const lines: [what: string, steps: readonly string[]][] = [
    ['Changed', changed],
    ['New', added],
    ['Gone', removed],
  ];
  return [
    ...lines.flatMap(([what, steps]) =>
      steps.length === 0 ? [] : [`${what}: ${steps.join(', ')}`],
    ),
    ...(isHeadChanged ? ['Changed: what stands beside the steps'] : []),
  ];
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
