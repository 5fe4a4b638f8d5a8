import type {PathProblem} from './find-path-problem.ts';
import type {RepositoryDifference} from './repository-snapshot.ts';

/** What can go wrong with isolated copies and with bringing a change home. The tree is whole in each. */
export type IsolationFailure =
  | {code: 'git-missing'}
  | {code: 'not-a-repository'; folder: string}
  | {code: 'repository-not-supported'; folder: string; problem: RepositoryProblem}
  | {code: 'copy-too-large'; folder: string; sizeBytes: number; limitBytes: number; largest: string}
  /** There was a copy, and it is not whole any more. */
  | {code: 'copy-broken'; folder: string}
  /** git itself refused; `message` is its own. */
  | {code: 'git-failed'; command: string; folder: string; message: string}
  /** The change would do what no change may. Nothing was touched. */
  | {code: 'change-refused'; problems: ChangeProblem[]; patchFile: string}
  /** The person's files are no longer what the attempt started from. Nothing was touched. */
  | {
      code: 'change-conflicts';
      repository: string;
      paths: string[];
      /** Where the change is kept; null: it could not be, and only the patch is there. */
      branch: string | null;
      patchFile: string;
    }
  /** Another run is at work on the same tree. Nothing was touched. */
  | {code: 'apply-busy'; repository: string}
  /** What was written down before files were touched cannot be read. */
  | {code: 'apply-journal-broken'; file: string}
  /** Refs, config or hooks are not as they were, and it was not tierwise that changed them. */
  | {code: 'repository-changed'; repository: string; differences: RepositoryDifference[]};

export type RepositoryProblem = 'bare' | 'partial clone' | 'line end in its path';

export interface ChangeProblem {
  path: string;
  problem: PathProblem;
}
