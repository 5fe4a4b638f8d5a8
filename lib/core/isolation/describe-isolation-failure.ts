import type {FailureText} from '../failure/failure-text.ts';
import type {IsolationFailure, RepositoryProblem} from './isolation-failure.ts';
import type {RepositoryDifference} from './repository-snapshot.ts';

/** What, why and what now; `again` is the call that failed. */
export function describeIsolationFailure(failure: IsolationFailure, again: string): FailureText {
  switch (failure.code) {
    case 'git-missing':
      return {
        what: 'There is no git on the PATH.',
        why: ['Isolated copies and --verify need it, version 2.32 or newer.'],
        now: 'Install git, then run:',
        run: again,
      };
    case 'not-a-repository':
      return {
        what: 'This folder is in no git repository.',
        why: [
          failure.folder,
          'An isolated copy is made with git, so that a wrong attempt can be thrown away.',
        ],
        now: 'Leave --verify and --isolate out, or make it a repository:',
        run: 'git init',
      };
    case 'repository-not-supported':
      return {
        what: 'An isolated copy of this repository cannot be made.',
        why: [failure.folder, repositoryProblems[failure.problem]],
        now: 'Work on an ordinary clone in an ordinary place:',
        run: 'git clone <url>',
      };
    case 'copy-too-large':
      return {
        what: `The files of this repository take ${megabytes(failure.sizeBytes)}, too much for a copy.`,
        why: [
          failure.folder,
          `The limit is ${megabytes(failure.limitBytes)}. The largest file is ${failure.largest}.`,
        ],
        now: 'Large files that are not part of the work belong into .gitignore. What would be copied:',
        run: 'git ls-files --cached --others --exclude-standard',
      };
    case 'copy-broken':
      return {
        what: 'The isolated copy of this attempt is not whole.',
        why: [
          failure.folder,
          'Something removed or changed a part of it. Your tree was not touched.',
        ],
        now: 'Start again:',
        run: again,
      };
    case 'git-failed':
      return {
        what: `A git command failed: ${failure.command}.`,
        why: [failure.folder, ...failure.message.split('\n').slice(0, 5)],
        now: 'Correct what git says, then run:',
        run: again,
      };
    case 'change-refused':
      return {
        what: 'The change does what no change may do, so nothing of it was applied.',
        why: [
          ...listed(failure.problems.map(({path, problem}) => `${path} ${problem}.`)),
          `It is kept as a patch: ${failure.patchFile}`,
        ],
        now: 'Read the patch before you use any of it, or try once more:',
        run: again,
      };
    case 'change-conflicts':
      return {
        what: 'You changed the same files while the work ran, so nothing was applied.',
        why: [
          ...listed(failure.paths),
          failure.branch
            ? `The change is kept as the branch ${failure.branch}.`
            : 'It could not be kept as a branch.',
          `It is also kept as a patch: ${failure.patchFile}`,
        ],
        now: failure.branch
          ? 'Commit what you have, then take the change over:'
          : 'Put your own changes aside, then run:',
        run: failure.branch ? `git cherry-pick ${failure.branch}` : again,
      };
    case 'apply-busy':
      return {
        what: 'Another run is applying its change to the same files.',
        why: [failure.repository, 'Nothing was touched.'],
        now: 'Wait for it to end, then run:',
        run: again,
      };
    case 'apply-journal-broken':
      return {
        what: 'The record of a change that was being applied cannot be read.',
        why: [failure.file, 'Files of your tree may be half old, half new.'],
        now: 'Look at what differs:',
        run: 'git status',
      };
    case 'repository-changed':
      return {
        what: 'Refs, config or hooks of your repository changed during the run, and not by tierwise.',
        why: [failure.repository, ...listed(failure.differences.map(describeDifference))],
        now: 'If that was not you, look before you run any git hook. Where you stand:',
        run: 'git reflog --all',
      };
    default:
      return failure satisfies never;
  }
}

const repositoryProblems: Readonly<Record<RepositoryProblem, string>> = {
  bare: 'It is bare: there are no files to work on.',
  'partial clone': 'It is a partial clone: a copy would have to fetch what is missing.',
  'line end in its path':
    'The path to it has a line end in it, which cannot be told from two paths.',
};

function describeDifference({kind, name, change}: RepositoryDifference): string {
  return `${kind === 'file' ? `.git/${name}` : name} was ${change}.`;
}

/** The first ten, and how many more there are. */
function listed(lines: readonly string[]): string[] {
  const more = lines.length - 10;
  return more > 0 ? [...lines.slice(0, 10), `and ${more} more.`] : [...lines];
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`;
}
