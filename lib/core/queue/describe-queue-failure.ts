import type {FailureText} from '../failure/failure-text.ts';
import type {QueueFailure} from './queue-failure.ts';

export function describeQueueFailure(failure: QueueFailure, again: string): FailureText {
  switch (failure.code) {
    case 'job-missing':
      return {
        what: `There is no job "${failure.id}".`,
        why: [
          failure.jobs === 0 ? 'The queue is empty.' : `None of ${failure.jobs} begins like that.`,
        ],
        now: 'All of them:',
        run: 'tierwise queue list --all',
      };
    case 'job-ambiguous':
      return {
        what: `Several jobs begin with "${failure.id}".`,
        why: [`Among them: ${failure.matches.slice(0, 5).join(', ')}.`],
        now: 'Give more of the id, as in:',
        run: `tierwise queue show ${failure.matches[0]}`,
      };
    case 'job-not-changeable':
      return {
        what: `Job ${failure.id} cannot be ${failure.action}: it is ${failure.state}.`,
        why: ['Nothing was changed.'],
        now: 'What happened to it:',
        run: `tierwise queue show ${failure.id}`,
      };
    case 'job-moved':
      return {
        what: `Job ${failure.id} moved on in this very moment.`,
        why: ['Another process took it up, or put it back. Nothing was changed.'],
        now: 'Look where it is now, or just try once more:',
        run: again,
      };
    case 'job-cycle':
      return {
        what: 'These jobs would wait for each other for ever.',
        why: [failure.cycle.join(' -> '), 'Nothing was changed.'],
        now: 'Leave one "after" out. What they wait for now:',
        run: 'tierwise queue list',
      };
    case 'job-file-broken':
      return {
        what: 'A file in the queue holds no job that can be read.',
        why: [failure.file, 'It was left as it is, and no job is taken from it.'],
        now: 'Correct it or take it away, then look again:',
        run: 'tierwise queue list',
      };
    case 'import-broken':
      return {
        what: `The file cannot be imported: line ${failure.line}.`,
        why: [failure.file, failure.problem, 'No job of it was added.'],
        now: 'Correct it, then run:',
        run: again,
      };
    default:
      return failure satisfies never;
  }
}
