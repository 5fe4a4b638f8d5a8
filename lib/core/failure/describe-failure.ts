import {describeContextFailure} from '../context/describe-context-failure.ts';
import {describeIsolationFailure} from '../isolation/describe-isolation-failure.ts';
import {describeNightFailure} from '../night/describe-night-failure.ts';
import {describeQueueFailure} from '../queue/describe-queue-failure.ts';
import {describeRunFailure} from '../run/describe-run-failure.ts';
import {describeStateFailure} from '../session-state/describe-state-failure.ts';
import type {JsonProblem} from '../setup/setup-failure.ts';
import {describeTrustFailure} from '../trust/describe-trust-failure.ts';
import {describeWorkflowFailure} from '../workflow/describe-workflow-failure.ts';
import type {Failure} from './failure.ts';
import type {FailureText} from './failure-text.ts';
import {installFromClone} from './install-from-clone.ts';

/** The lines that a person reads; the last one is a command. `again` is the call that failed. */
export function renderFailure(failure: Failure, again: string): string {
  const {what, why, now, run} = describeFailure(failure, again);
  return [`${what} [${failure.code}]`, ...why, now, `  ${run}`].join('\n');
}

export function describeFailure(failure: Failure, again: string): FailureText {
  switch (failure.code) {
    case 'settings-not-json':
      return {
        what:
          failure.problem === 'empty'
            ? 'This file has nothing in it.'
            : `Claude Code ignores this whole file: line ${failure.line}, column ${failure.column}.`,
        why: [
          failure.file ?? 'settings.json',
          `It is not strict JSON: ${jsonProblems[failure.problem]}`,
          'It was not changed.',
        ],
        now: failure.problem === 'empty' ? 'Then run:' : 'Correct that line, then run:',
        run: again,
      };
    case 'settings-not-utf8':
      return notUtf8(failure.file ?? 'settings.json', again);
    case 'settings-not-an-object':
      return wrongShape(failure, {place: 'the file', expected: 'an object', again});
    case 'settings-hooks-not-an-object':
      return wrongShape(failure, {place: '"hooks"', expected: 'an object', again});
    case 'settings-event-not-an-array':
      return wrongShape(failure, {
        place: `"hooks"."${failure.event}"`,
        expected: 'an array',
        again,
      });
    case 'settings-busy':
      return {
        what: 'Another tierwise command is at work on the same file.',
        why: [failure.file, 'It was not changed.'],
        now: 'Wait for the other one to end, then run:',
        run: again,
      };
    case 'settings-kept-changing':
      return {
        what: 'The file changed while it was being edited, again and again.',
        why: [failure.file, 'Another program kept writing it. Its version was left in place.'],
        now: 'Close that program, or just try once more:',
        run: again,
      };
    case 'settings-plugins-not-an-object':
      return wrongShape(failure, {place: `"${failure.key}"`, expected: 'an object', again});
    case 'settings-status-line-unknown':
      return wrongShape(failure, {place: '"statusLine"', expected: 'a command', again});
    case 'status-line-for-user-only':
      return {
        what: 'A status line is set up for you, not for one project.',
        why: ['In a project it would stand in front of your own. Nothing was changed.'],
        now: 'For you, everywhere:',
        run: 'tierwise install --status-line',
      };
    case 'mod-not-possible':
      return {
        what: 'The plugin cannot be used here, so nothing was installed.',
        why: [`${capital(failure.reason)}.`],
        now: 'The hooks work without it:',
        run: `tierwise install --surface hooks${failure.scope === 'project' ? ' --scope project' : ''}`,
      };
    case 'plugin-not-taken':
      return {
        what: 'Claude Code did not take the plugin.',
        why: [
          failure.command,
          failure.reason,
          'The files are in place; running again tries again.',
        ],
        now: 'To go on with hooks instead:',
        run: 'tierwise install --surface hooks',
      };
    case 'setup-lock-lost':
      return {
        what: 'The work stood still for too long in the middle.',
        why: [failure.file, 'The computer slept or was very busy. The file was not changed.'],
        now: 'Nothing is broken. Run:',
        run: again,
      };
    case 'distribution-incomplete':
      return {
        what: 'The tierwise package is incomplete, so nothing was installed.',
        why: [failure.folder, `There is no ${failure.missing} in it.`],
        now: 'Build it anew and install it, in your clone of tierwise:',
        run: installFromClone,
      };
    case 'file-not-usable':
      return {
        what: `A file cannot be used: ${failure.reason}.`,
        why: [failure.file],
        now: 'Make it readable and writable for you, then run:',
        run: again,
      };
    case 'config-not-json':
      return {
        what: 'The configuration file is not JSON.',
        why: [
          failure.file,
          `Line ${failure.line}, column ${failure.column}: ${jsonProblems[failure.problem]}`,
          'It was not changed. Until it can be read, tierwise only observes.',
        ],
        now: 'Correct that line, then run:',
        run: again,
      };
    case 'config-not-utf8':
      return notUtf8(failure.file, again);
    case 'config-not-an-object':
      return wrongShape(failure, {place: 'the file', expected: 'an object', again});
    case 'config-invalid':
      return {
        what: `The configuration file has ${count(failure.problems.length, 'wrong value')}.`,
        why: failure.problems.flatMap(({line, column, key, expected, found}) => [
          `${failure.file}:${line}:${column}`,
          `  ${key} is ${found}; it takes ${expected}.`,
        ]),
        now: 'Correct it, then check again:',
        run: again,
      };
    case 'config-file-missing':
      return {
        what: 'There is no such file.',
        why: [failure.file],
        now: 'Where your own configuration is:',
        run: 'tierwise config path',
      };
    case 'config-key-unknown':
      return {
        what: `There is no key "${failure.key}" in the configuration.`,
        why:
          failure.nearest === null
            ? [`The keys are: ${failure.known.join(', ')}.`]
            : [`The nearest one is "${failure.nearest}".`],
        now: 'All keys with their values:',
        run: 'tierwise config list',
      };
    case 'config-value-wrong':
      return {
        what: `${failure.key} cannot be ${failure.found}.`,
        why: [`It takes ${failure.expected}. Nothing was changed.`],
        now: 'What is set now:',
        run: `tierwise config get ${failure.key.split('.')[0]}`,
      };
    case 'state-session-unusable':
    case 'state-missing':
    case 'state-newer':
    case 'state-too-large':
    case 'state-backup-missing':
      return describeStateFailure(failure, again);
    case 'context-name-unusable':
    case 'context-too-large':
    case 'context-value-missing':
    case 'context-file-unusable':
      return describeContextFailure(failure, again);
    case 'lock-timeout':
      return {
        what: 'Other tierwise processes kept a file busy for too long.',
        why: [
          failure.file,
          `Waited ${failure.waitedMs} ms; the last of them has had it for ${failure.heldMs} ms. It was not changed.`,
        ],
        now: 'A lock whose owner died is taken over after 5 seconds. Run again:',
        run: again,
      };
    case 'run-missing':
    case 'run-busy':
    case 'run-broken':
    case 'run-over':
    case 'run-of-other-kind':
    case 'run-nested':
    case 'limit-reached':
    case 'overloaded':
    case 'breaker-open':
    case 'request-refused':
    case 'timed-out':
    case 'permission-denied':
    case 'cli-missing':
    case 'bad-output':
    case 'budget-reached':
    case 'verify-failed':
    case 'handed-back':
    case 'too-large':
    case 'killed':
    case 'interrupted':
      return describeRunFailure(failure, again);
    case 'git-missing':
    case 'not-a-repository':
    case 'repository-not-supported':
    case 'copy-too-large':
    case 'copy-broken':
    case 'git-failed':
    case 'change-refused':
    case 'change-conflicts':
    case 'apply-busy':
    case 'apply-journal-broken':
    case 'repository-changed':
      return describeIsolationFailure(failure, again);
    case 'trust-folder-missing':
    case 'trust-folder-too-wide':
    case 'trust-not-listed':
    case 'folder-not-trusted':
      return describeTrustFailure(failure);
    case 'workflow-not-found':
    case 'workflow-too-large':
    case 'workflow-invalid':
    case 'workflow-inputs-wrong':
    case 'workflow-changed':
    case 'workflow-step-unknown':
    case 'workflow-failed':
    case 'workflow-stopped':
      return describeWorkflowFailure(failure, again);
    case 'job-missing':
    case 'job-ambiguous':
    case 'job-not-changeable':
    case 'job-moved':
    case 'job-cycle':
    case 'job-file-broken':
    case 'import-broken':
      return describeQueueFailure(failure, again);
    case 'scheduler-failed':
    case 'scheduler-not-here':
      return describeNightFailure(failure, again);
    case 'usage':
      return {what: failure.problem, why: [], now: 'Try:', run: failure.example};
    case 'unexpected':
      return {
        what: 'Something happened that tierwise did not foresee: a bug.',
        why: [failure.message],
        now: 'See whether your set-up is sound, and report it with what this prints:',
        run: 'tierwise doctor --json',
      };
    default:
      return failure satisfies never;
  }
}

export const jsonProblems: Readonly<Record<JsonProblem, string>> = {
  comment: 'JSON has no comments.',
  'trailing-comma': 'there is a comma before the closing bracket.',
  empty: 'the file is empty. Write {} into it, or delete it.',
  'unexpected-end': 'the file ends too early.',
  'unexpected-text': 'this is not JSON.',
};

function notUtf8(file: string, again: string): FailureText {
  return {
    what: 'The file is not UTF-8 text, so editing it would damage it.',
    why: [file, 'It was not changed.'],
    now: 'Save it as UTF-8, then run:',
    run: again,
  };
}

function wrongShape(
  {file = 'settings.json', found}: {file?: string; found: string},
  {place, expected, again}: {place: string; expected: string; again: string},
): FailureText {
  return {
    what: `${place === 'the file' ? 'The file' : place} should be ${expected} and is ${found}.`,
    why: [file, 'It was not changed.'],
    now: 'Correct it, then run:',
    run: again,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
