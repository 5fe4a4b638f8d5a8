import {copyFile, mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {readFileIfPresent} from './atomic-file.ts';
import {type Environment, readHome} from './environment.ts';
import {askGit, firstLine, runGit, splitZero} from './git.ts';
import {shareObjects} from './object-alternates.ts';
import type {Repository} from './repository.ts';

/** A git folder of ours beside a copy, and the tree it records. */
export interface Ledger {
  ledger: string;
  tree: string;
}

/**
 * Makes the ledger of a copy. It records the copy's files byte by byte, and what it does is decided
 * by its own configuration alone: the agent's `.git` is never opened, so nothing that an agent
 * writes there (filters, a file system monitor, hooks, alternates) takes part in finding out what
 * changed.
 */
export async function makeLedger(
  environment: Environment,
  at: Ledger,
  repository: Repository,
): Promise<void> {
  await mkdir(join(at.ledger, 'info'), {recursive: true});
  const format = `--object-format=${repository.objectFormat}`;
  await runLedger(environment, at, ['init', '--quiet', '--template=', format]);
  await shareObjects(at.ledger, repository.objects);
  await writeFile(join(at.ledger, 'info', 'attributes'), bytesAsTheyAre);
  await writeFile(join(at.ledger, 'info', 'exclude'), await readExcludes(environment, repository));
}

/**
 * The tree object of what the person sees, as `git add --all` would make it of their files, filters
 * and all; undefined when git cannot. Their index and their objects stay as they are.
 */
export async function recordSeen(
  environment: Environment,
  {ledger}: Ledger,
  {root, gitFolder}: Repository,
  leftOut: readonly string[],
): Promise<string | undefined> {
  const index = join(ledger, 'seen-index');
  const own = await readFileIfPresent(join(gitFolder, 'index'));
  if (own !== undefined) {
    await writeFile(index, own);
  }
  const place = {folder: root, index, objects: join(ledger, 'objects'), isPersons: true};
  const add = ['-c', 'core.splitIndex=false', 'add', '--all', '--', ...except(leftOut)];
  const isAdded = await askGit(environment, place, add);
  const tree = isAdded && (await askGit(environment, place, ['write-tree']));
  return tree && firstLine(tree);
}

/** Runs git on a ledger. `index`: a file to use instead of its own; `tree`: instead of its own. */
export async function runLedger(
  environment: Environment,
  {ledger, tree, index}: Ledger & {index?: string},
  args: readonly string[],
  input?: string | Uint8Array,
): Promise<Buffer> {
  const place = {folder: tree, gitFolder: ledger, tree, isPersons: false};
  return runGit(
    environment,
    index === undefined ? place : {...place, index},
    [...settings, ...args],
    input,
  );
}

/** The tree object of exactly these paths, as they are on the disk. */
export async function recordBaseline(
  environment: Environment,
  at: Ledger,
  paths: readonly Buffer[],
): Promise<string> {
  const list = Buffer.concat(paths.flatMap((path) => [path, zero]));
  await runLedger(environment, at, ['update-index', '--add', '-z', '--stdin'], list);
  return firstLine(await runLedger(environment, at, ['write-tree']));
}

/**
 * The tree object of what is there now: what the baseline has, and what is new and not ignored.
 * `carried` is passed over, whatever the rules for ignoring say by now. So are `nested` folders that
 * are repositories of their own, since they have no place in a tree of files.
 */
export async function recordResult(
  environment: Environment,
  at: Ledger,
  carried: readonly string[],
): Promise<{tree: string; nested: string[]}> {
  const place = {...at, index: resultIndex(at)};
  await copyFile(join(at.ledger, 'index'), place.index);
  const untracked = ['ls-files', '-z', '--others', '--exclude-standard', '--', ...except(carried)];
  const nested = splitZero(await runLedger(environment, place, untracked))
    .map(String)
    .filter((path) => path.endsWith('/'));
  const kept = except([...carried, ...nested.map((path) => path.slice(0, -1))]);
  await runLedger(environment, place, ['add', '--all', '--', ...kept]);
  return {tree: firstLine(await runLedger(environment, place, ['write-tree'])), nested};
}

/** The index of the last result. */
function resultIndex({ledger}: Ledger): string {
  return join(ledger, 'result-index');
}

function except(paths: readonly string[]): string[] {
  return [':(top)', ...paths.map((path) => `:(top,exclude,literal)${path}`)];
}

const zero = Buffer.from([0]);

/** Stronger than any `.gitattributes`: no conversion of line ends, no filter, no keyword. */
const bytesAsTheyAre = '* !text !eol !crlf !filter !ident !working-tree-encoding !diff !merge\n';

const settings = [
  'core.autocrlf=false',
  // The person's own rules were copied into `info/exclude`.
  'core.excludesFile=/dev/null',
  // The ledger is thrown away soon.
  'core.looseCompression=1',
].flatMap((setting) => ['-c', setting]);

/** The person's own rules for ignoring, the stronger ones last. */
async function readExcludes(environment: Environment, repository: Repository): Promise<Buffer> {
  const {commonFolder, config} = repository;
  const configFolder = environment.XDG_CONFIG_HOME || join(readHome(environment), '.config');
  const named = config.get('core.excludesfile');
  const own =
    named?.replace(/^~(?=\/)/, readHome(environment)) ?? join(configFolder, 'git', 'ignore');
  const texts = [own, join(commonFolder, 'info', 'exclude')].map(
    async (file) => (await readFileIfPresent(file)) ?? Buffer.alloc(0),
  );
  return Buffer.concat((await Promise.all(texts)).flatMap((text) => [text, Buffer.from('\n')]));
}

/** Contents by id, as text. */
export async function readBlobs(
  environment: Environment,
  at: Ledger,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const blobs = new Map<string, string>();
  const output = await runLedger(environment, at, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
  // Each is a line `<id> blob <size>`, the content, and a line end.
  for (let start = 0; start < output.length; ) {
    const end = output.indexOf('\n', start);
    const [id = '', , size = '0'] = output.subarray(start, end).toString().split(' ');
    const content = end + 1;
    blobs.set(id, output.subarray(content, content + Number(size)).toString());
    start = content + Number(size) + 1;
  }
  return blobs;
}
