import type {FailureText} from '../failure/failure-text.ts';
import {installFromClone} from '../failure/install-from-clone.ts';
import type {StateFailure} from './state-failure.ts';

export function describeStateFailure(failure: StateFailure, again: string): FailureText {
  switch (failure.code) {
    case 'state-session-unusable':
      return {
        what: `"${failure.session.slice(0, 60)}" cannot be the id of a session.`,
        why: ['An id names a file: letters, digits, - and _, at most a hundred of them.'],
        now: 'The sessions that have a state:',
        run: 'tierwise state show',
      };
    case 'state-missing':
      return {
        what: `Nothing is known of session ${failure.session}.`,
        why: [`There is no state of it in ${failure.folder}`],
        now: 'The sessions that have a state:',
        run: 'tierwise state show',
      };
    case 'state-newer':
      return {
        what: 'A newer tierwise wrote the state of this session.',
        why: [
          failure.file,
          `It has schema ${failure.version}; this version knows schema ${failure.known}. It was not changed.`,
        ],
        now: 'Install the newer one, in its clone:',
        run: installFromClone,
      };
    case 'state-too-large':
      return {
        what: 'The state of this session has become too large.',
        why: [
          failure.file,
          `Without its history and its cached results it would still be ${failure.bytes} bytes of at most ${failure.limit}. It was not changed.`,
        ],
        now: 'What it is full of:',
        run: again,
      };
    case 'state-backup-missing':
      return {
        what: 'There is no good copy of this state to go back to.',
        why: [`${failure.file} is missing or cannot be understood. Nothing was changed.`],
        now: 'What there is:',
        run: 'tierwise state show',
      };
    default:
      return failure satisfies never;
  }
}
