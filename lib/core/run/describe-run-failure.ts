import type {FailureText} from '../failure/failure-text.ts';
import type {RunFailure} from './run-failure.ts';

/** What, why and what now; `again` is the call that failed. */
export function describeRunFailure(failure: RunFailure, again: string): FailureText {
  switch (failure.code) {
    case 'run-missing':
      return {
        what: `There is no run ${failure.run}.`,
        why:
          failure.known.length === 0
            ? ['Nothing has been run yet.']
            : [`The newest are ${failure.known.slice(0, 3).join(', ')}.`],
        now: 'All runs:',
        run: 'tierwise runs list',
      };
    case 'run-busy':
      return {
        what: `Another process is at work on run ${failure.run}.`,
        why: [`It is process ${failure.pid}. Nothing was changed.`],
        now: 'See how far it is:',
        run: `tierwise runs show ${failure.run}`,
      };
    case 'run-broken':
      return {
        what: `The journal of run ${failure.run} cannot be understood.`,
        why: [failure.file, 'It does not begin with the creation of a run.'],
        now: 'Remove the run, and start the work anew:',
        run: `tierwise runs clean ${failure.run}`,
      };
    case 'run-over':
      return {
        what: `Run ${failure.run} is over: ${failure.status}.`,
        why: ['There is nothing to go on with.'],
        now: 'What came of it:',
        run: `tierwise runs show ${failure.run}`,
      };
    case 'run-of-other-kind':
      return {
        what: `Run ${failure.run} is ${failure.kind === 'workflow' ? 'a workflow' : 'no workflow'}.`,
        why: ['Nothing was started.'],
        now: 'Go on with it by:',
        run: `tierwise ${failure.kind === 'workflow' ? 'workflow' : 'runs'} resume ${failure.run}`,
      };
    case 'run-nested':
      return {
        what: 'A run inside a run is not started.',
        why: [
          `TIERWISE_DEPTH is ${failure.depth}: this shell belongs to an agent of another run.`,
          'Agents that start agents would have no end, and no bound on what they spend.',
        ],
        now: 'In a shell of your own:',
        run: again,
      };
    default:
      return describeAttemptFailed(failure);
  }
}

type AttemptFailed = Extract<RunFailure, {tier: string; run: string}>;

function describeAttemptFailed(failure: AttemptFailed): FailureText {
  const {run, tier} = failure;
  const onTier = tier === 'stay' ? "the client's own model" : tier;
  const look = {now: 'What it did, and what it said:', run: `tierwise runs show ${run}`};
  const resume = {now: 'Go on from where it stopped:', run: `tierwise runs resume ${run}`};
  switch (failure.code) {
    case 'limit-reached':
      return {
        what: `The limit of your account is reached${describeWindow(failure.window)}.`,
        why: [
          failure.message,
          failure.resets_at === null
            ? 'Nobody said when it ends. The run waits, and nothing is lost.'
            : `It ends at ${failure.resets_at}. The run waits, and nothing is lost.`,
        ],
        ...resume,
        now: 'Go on after that:',
      };
    case 'overloaded':
      return {
        what: `Claude could not be reached on ${onTier}, or had too much to do.`,
        why: [failure.message, 'It was tried again, waiting longer each time.'],
        ...resume,
        now: 'Try later:',
      };
    case 'breaker-open':
      return {
        what: `Nothing is sent to ${onTier} for the moment: it has failed too often.`,
        why: [
          `The last time: ${failure.reason}.`,
          `It is tried again after ${failure.until}; "tierwise breaker reset" does not wait.`,
        ],
        ...resume,
        now: 'Go on then:',
      };
    case 'request-refused':
      return {
        what: 'Claude refused the request; asking again would not help.',
        why: [failure.message],
        now: 'Correct that, then:',
        run: `tierwise runs resume ${run}`,
      };
    case 'timed-out':
      return {
        what: `The work on ${onTier} took longer than ${describeTime(failure.timeout_ms)}, and was ended.`,
        why: ['It was tried twice. --timeout sets the time of one attempt.'],
        ...look,
      };
    case 'permission-denied':
      return {
        what: 'The agent was not allowed to do what the work needs.',
        why: [
          'Nobody is there to be asked. To allow just that, add to the call:',
          `  ${failure.tools.map((rule) => `--allowed-tools "${rule}"`).join(' ')}`,
          'Or add the same rules to "permissions"."allow" of your settings.json.',
        ],
        ...look,
      };
    case 'cli-missing':
      return {
        what: 'There is no Claude Code on the PATH.',
        why: [`Looked for claude in ${failure.looked_in || 'an empty PATH'}.`],
        now: 'Install it, then:',
        run: `tierwise runs resume ${run}`,
      };
    case 'bad-output':
      return {
        what: `Claude Code gave no result on ${onTier}.`,
        why: [`The last attempt: ${failure.reason}.`],
        ...look,
      };
    case 'budget-reached':
      return {
        what: `The cap of the run was reached before the work was done: ${failure.message}.`,
        why: [`--max-${failure.limit} sets it.`],
        ...look,
      };
    case 'verify-failed':
      return {
        what: 'Every tier was tried, and none of the work passed your check.',
        why: [
          `${failure.command} ${describeCheck(failure)}.`,
          'Your files are as they were; each attempt was thrown away.',
        ],
        ...look,
      };
    case 'handed-back':
      return {
        what: `The agent on ${onTier} says that the work needs a larger tier.`,
        why: [failure.reason || 'It gave no reason.'],
        now: 'Let a larger one do it: --tier opus, or --ladder haiku,sonnet,opus. What it found:',
        run: `tierwise runs show ${run}`,
      };
    case 'too-large':
      return {
        what: `The agent took too much ${failure.what}, and was ended.`,
        why: [`The limit is ${Math.round(failure.limit_bytes / 1_000_000)} MB.`],
        ...look,
      };
    case 'killed':
      return {
        what: `The client on ${onTier} was ended from outside.`,
        why: [`${failure.because}.`],
        ...resume,
      };
    case 'interrupted':
      return {
        what: 'Stopped. Nothing of it is running any more.',
        why: [],
        ...resume,
      };
    default:
      return failure satisfies never;
  }
}

function describeWindow(window: string | null): string {
  const names: Readonly<Record<string, string>> = {
    five_hour: ' (five hours)',
    seven_day: ' (week)',
  };
  return window === null ? '' : (names[window] ?? ` (${window})`);
}

function describeCheck({timed_out, exit_code}: {timed_out: boolean; exit_code: number | null}) {
  return timed_out ? 'did not end in time' : `failed with exit code ${exit_code ?? 'unknown'}`;
}

function describeTime(ms: number): string {
  return ms < 60_000 ? `${ms / 1000} s` : `${Math.round(ms / 6000) / 10} min`;
}
