import type {FailureText} from '../failure/failure-text.ts';
import type {NightFailure} from './night-failure.ts';

export function describeNightFailure(failure: NightFailure, again: string): FailureText {
  switch (failure.code) {
    case 'scheduler-failed':
      return {
        what: 'The scheduler refused what it was asked.',
        why: [failure.command, failure.message || 'It did not say why.'],
        now: 'Set that right, then run:',
        run: again,
      };
    case 'scheduler-not-here':
      return {
        what: `There is no ${failure.scheduler} on this machine.`,
        why: [`There is: ${failure.available.join(', ') || 'none that tierwise knows'}.`],
        now: 'Without one, start nights yourself:',
        run: 'tierwise night',
      };
    default:
      return failure satisfies never;
  }
}
