import {readlink, writeFile} from 'node:fs/promises';
import {dirname, join, parse, resolve} from 'node:path';
import {lock} from 'proper-lockfile';
import type {SetupResult} from '../core/setup/setup-failure.ts';
import {
  listFolder,
  makeFolder,
  privateFile,
  readFileIfPresent,
  removeFile,
  writeFileAtomic,
} from './atomic-file.ts';

/** The text with its byte order mark; undefined: no such file. */
export async function readSettingsFile(file: string): Promise<SetupResult<string | undefined>> {
  const bytes = await readFileIfPresent(file);
  try {
    return {ok: true, value: bytes && decoder.decode(bytes)};
  } catch {
    // Read leniently, these bytes would come back changed.
    return {ok: false, failure: {code: 'settings-not-utf8', file}};
  }
}

const decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

/**
 * Writes or, with `after` undefined, removes the file, unless somebody wrote to it since `before`
 * was read: then it returns false and leaves theirs. A link is followed, to a missing target too.
 * Mode and owner stay. The client takes no lock, so a write of its own in the last instant is lost.
 */
export async function writeSettingsFile(
  file: string,
  {before, after}: {before: string | undefined; after: string | undefined},
): Promise<boolean> {
  const target = await followLinks(file);
  const now = await readSettingsFile(target);
  if (!now.ok || now.value !== before) {
    return false;
  }
  if (after === undefined) {
    await removeFile(target);
  } else {
    await makeFolder(dirname(target));
    await writeFileAtomic(target, after);
  }
  return true;
}

/** As realpath, for a last link whose target does not exist yet. */
async function followLinks(path: string): Promise<string> {
  let target = path;
  // The limit of the operating system; a ring of links ends here and fails when it is opened.
  for (let links = 0; links < 40; links++) {
    const next = await readlink(target).catch(() => undefined);
    if (next === undefined) {
      return target;
    }
    target = resolve(dirname(target), next);
  }
  return target;
}

/** Where the next backup goes: `<folder>/settings-<time>.json`, numbered within one instant. */
export async function nextBackup(
  folder: string,
  {name, now}: {name: string; now: Date},
): Promise<string> {
  const time = now.toISOString().replaceAll(/[:.]/g, '-');
  // One more than the highest: a number that was pruned and given out again would look like the oldest.
  const latest = (await listBackups(folder, name)).find((backup) => backup.time === time);
  const {stem, extension} = splitName(name);
  const suffix = latest ? `-${latest.number + 1}` : '';
  return join(folder, `${stem}-${time}${suffix}${extension}`);
}

/** Writes a backup and removes all but the newest five of its kind. */
export async function writeBackup(
  path: string,
  {name, data}: {name: string; data: string | Uint8Array},
): Promise<void> {
  const folder = dirname(path);
  await makeFolder(folder);
  await writeFile(path, data, {mode: privateFile, flag: 'wx', flush: true});
  for (const {file} of (await listBackups(folder, name)).slice(keptBackups)) {
    await removeFile(join(folder, file));
  }
}

const keptBackups = 5;

interface Backup {
  file: string;
  time: string;
  /** Within one instant, from 1. */
  number: number;
}

/** The backups of one kind of file, the newest first. */
async function listBackups(folder: string, name: string): Promise<Backup[]> {
  const {stem, extension} = splitName(name);
  const middle = /^-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z)(?:-(\d+))?$/;
  return ((await listFolder(folder)) ?? [])
    .filter((file) => file.startsWith(stem) && file.endsWith(extension))
    .flatMap((file) => {
      const match = middle.exec(file.slice(stem.length, file.length - extension.length));
      return match?.[1] ? [{file, time: match[1], number: Number(match[2] ?? 1)}] : [];
    })
    .sort((left, right) => right.time.localeCompare(left.time) || right.number - left.number);
}

function splitName(name: string): {stem: string; extension: string} {
  const {name: stem, ext: extension} = parse(name);
  return {stem, extension};
}

export interface SettingsLock {
  /** Another process may hold it now: write nothing more. */
  isLost: () => boolean;
}

/**
 * Does the work while no other install or uninstall with the same data folder is at it. Waits up to
 * about 15 s; a lock whose owner died is taken over after 5 s. The work must be short.
 */
export async function withSettingsLock<Value>(
  {file, stateFolder}: {file: string; stateFolder: string},
  work: (settingsLock: SettingsLock) => Promise<SetupResult<Value>>,
): Promise<SetupResult<Value>> {
  await makeFolder(stateFolder);
  let isLost = false;
  let release: () => Promise<void>;
  try {
    release = await lock(file, {
      lockfilePath: join(stateFolder, 'settings.lock'),
      stale: 5000,
      update: 1000,
      realpath: false,
      retries: {retries: 400, minTimeout: 5, maxTimeout: 40, factor: 1.3, randomize: true},
      onCompromised: () => {
        isLost = true;
      },
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ELOCKED') {
      return {ok: false, failure: {code: 'settings-busy', file}};
    }
    throw error;
  }
  try {
    return await work({isLost: () => isLost});
  } finally {
    // A lost lock is not ours to release.
    await release().catch(() => undefined);
  }
}
