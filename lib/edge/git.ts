import {execa} from 'execa';
import type {IsolationFailure} from '../core/isolation/isolation-failure.ts';
import type {Environment} from './environment.ts';

/** Where a git command works. */
export interface GitPlace {
  folder: string;
  /** Instead of looking for a `.git` in `folder` and above it. */
  gitFolder?: string;
  /** Only beside `gitFolder`. */
  tree?: string;
  /** Instead of the index in the git folder. */
  index?: string;
  /** Where new objects go instead of the git folder; it knows where the old ones are. */
  objects?: string;
  /** Whether the person's own and the system's configuration are read, too. */
  isPersons: boolean;
}

/** git said no, or is not there. Expected: carries what a person is told. */
export class GitError extends Error {
  readonly failure: IsolationFailure;

  constructor(failure: IsolationFailure) {
    super(failure.code);
    this.failure = failure;
  }
}

/**
 * Runs git without a shell and gives its output. Whatever a repository's configuration says, it
 * starts no other program: no hook, no file system monitor, no remote helper, no pager, no prompt.
 * Filters are switched off by whoever reads or writes file contents (see `ledger.ts`).
 * @throws GitError when git is missing or says no.
 */
export async function runGit(
  environment: Environment,
  place: GitPlace,
  args: readonly string[],
  input?: string | Uint8Array,
): Promise<Buffer> {
  const run = await startGit(environment, place, args, input);
  if (run.exitCode !== 0) {
    throw refusal(place, args, run.stderr);
  }
  return run.stdout;
}

/** The same for a question: undefined when git says no. */
export async function askGit(
  environment: Environment,
  place: GitPlace,
  args: readonly string[],
): Promise<Buffer | undefined> {
  const run = await startGit(environment, place, args);
  return run.exitCode === 0 ? run.stdout : undefined;
}

/** One line of output without its end: a path keeps a newline of its own. */
export function firstLine(output: Uint8Array): string {
  return Buffer.from(output).toString('utf8').replace(/\n$/, '');
}

/** Output of `-z`: the parts between zero bytes, as bytes, since paths need not be UTF-8. */
export function splitZero(output: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let start = 0;
  for (let end = output.indexOf(0); end !== -1; end = output.indexOf(0, start)) {
    parts.push(output.subarray(start, end));
    start = end + 1;
  }
  return parts;
}

async function startGit(
  environment: Environment,
  {folder, gitFolder, tree, index, objects, isPersons}: GitPlace,
  args: readonly string[],
  input?: string | Uint8Array,
) {
  const place = [
    // Not as the folder to start in: a missing one would look like a missing git.
    ...['-C', folder],
    ...(gitFolder === undefined ? [] : [`--git-dir=${gitFolder}`]),
    ...(tree === undefined ? [] : [`--work-tree=${tree}`]),
  ];
  const run = await execa('git', [...place, ...hardening, ...args], {
    cwd: '/',
    env: {
      ...gitEnvironment(environment),
      ...(index === undefined ? {} : {GIT_INDEX_FILE: index}),
      ...(objects === undefined ? {} : {GIT_OBJECT_DIRECTORY: objects}),
      ...(isPersons ? {} : {GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1'}),
    },
    extendEnv: false,
    ...(input === undefined ? {stdin: 'ignore'} : {input}),
    encoding: 'buffer',
    stripFinalNewline: false,
    reject: false,
    maxBuffer: maxOutputBytes,
    timeout: timeoutMs,
  });
  if (run.code === 'ENOENT') {
    throw new GitError({code: 'git-missing'});
  }
  return {
    exitCode: run.exitCode,
    stdout: Buffer.from(run.stdout ?? []),
    stderr: run.timedOut ? 'It did not end in time.' : Buffer.from(run.stderr ?? []).toString(),
  };
}

/** The list of a million files takes some 100 MB. */
const maxOutputBytes = 1024 * 1024 * 1024;
const timeoutMs = 15 * 60_000;

/** Values given here win over every configuration file, also over one that an agent wrote. */
const hardening = [
  '--no-pager',
  ...[
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'core.sshCommand=false',
    'core.attributesFile=/dev/null',
    'core.pager=cat',
    'core.editor=false',
    'credential.helper=',
    'commit.gpgSign=false',
    'gc.auto=0',
    'maintenance.auto=false',
    'submodule.recurse=false',
    'fetch.recurseSubmodules=false',
    'init.defaultBranch=main',
    'advice.detachedHead=false',
    // Nothing is ever fetched from elsewhere; see `kept-branch.ts` for the one exception.
    'protocol.allow=never',
  ].flatMap((setting) => ['-c', setting]),
];

/** Without any GIT_ variable: GIT_DIR, GIT_EXTERNAL_DIFF and their like would lead git elsewhere. */
function gitEnvironment(environment: Environment): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('GIT_'),
  );
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
  };
}

function refusal({folder}: GitPlace, args: readonly string[], stderr: string): GitError {
  const command = args.find((argument) => !argument.startsWith('-')) ?? '';
  return new GitError({code: 'git-failed', command, folder, message: stderr.trim()});
}
