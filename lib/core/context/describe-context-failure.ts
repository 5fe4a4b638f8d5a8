import type {FailureText} from '../failure/failure-text.ts';
import type {ContextFailure} from './context-failure.ts';

export function describeContextFailure(failure: ContextFailure, again: string): FailureText {
  switch (failure.code) {
    case 'context-name-unusable':
      return {
        what: `"${failure.name.slice(0, 60)}" cannot be the name of a context value.`,
        why: [
          'A name has letters, digits and _, begins with a letter, and has at most 64 of them.',
        ],
        now: 'Choose another name, then run:',
        run: again,
      };
    case 'context-too-large':
      return {
        what: 'The context for the run is too large.',
        why: [
          `All values together are ${failure.bytes} bytes of at most ${failure.limit}; the largest is ${failure.largest}.`,
        ],
        now: 'Hand on the name of a file instead of what is in it, then run:',
        run: again,
      };
    case 'context-value-missing':
      return {
        what: `No value named ${failure.name} was handed on.`,
        why: [
          failure.known.length === 0
            ? 'None was handed on at all.'
            : `There are: ${failure.known.join(', ')}.`,
        ],
        now: 'All of them:',
        run: 'tierwise context',
      };
    case 'context-file-unusable':
      return {
        what: 'The context that this run was given cannot be read.',
        why: [failure.file, `It is named in TIERWISE_CONTEXT_FILE: ${failure.problem}.`],
        now: 'Unset TIERWISE_CONTEXT_FILE, or start from the run that set it; then run:',
        run: again,
      };
    default:
      return failure satisfies never;
  }
}
