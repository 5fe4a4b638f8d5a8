import type {FailureText} from '../failure/failure-text.ts';
import type {TrustFailure} from './trust-failure.ts';

export function describeTrustFailure(failure: TrustFailure): FailureText {
  switch (failure.code) {
    case 'trust-folder-missing':
      return {
        what: 'There is no such folder.',
        why: [failure.folder],
        now: 'Name a folder that is there, such as the one you are in:',
        run: 'tierwise trust add .',
      };
    case 'trust-folder-too-wide':
      return {
        what: 'That folder is too wide to be trusted.',
        why: [failure.folder, 'Whatever is ever put below it would be trusted, too.'],
        now: 'Go into the repository that you mean, and run:',
        run: 'tierwise trust add .',
      };
    case 'trust-not-listed':
      return {
        what: 'That folder is not in the list, so nothing was removed.',
        why: [failure.folder],
        now: 'What is in it:',
        run: 'tierwise trust list',
      };
    case 'folder-not-trusted':
      return {
        what: 'Nothing runs unattended in a folder that you do not trust.',
        why: [failure.folder, 'Work there runs commands of its repository while nobody looks.'],
        now: 'If you know what is in it, run:',
        run: `tierwise trust add ${quote(failure.repository)}`,
      };
    default:
      return failure satisfies never;
  }
}

function quote(path: string): string {
  return /^[\w@%+=:,./~-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
