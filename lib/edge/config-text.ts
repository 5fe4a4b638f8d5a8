import {chmod} from 'node:fs/promises';
import {dirname} from 'node:path';
import {makeFolder, privateFile, readFileIfPresent, writeFileAtomic} from './atomic-file.ts';

export type ConfigText = {state: 'read'; text: string} | {state: 'absent'} | {state: 'not-utf8'};

/** A configuration file as it stands, with its byte order mark. @throws when it cannot be opened. */
export async function readConfigText(path: string): Promise<ConfigText> {
  const bytes = await readFileIfPresent(path);
  if (bytes === undefined) {
    return {state: 'absent'};
  }
  try {
    return {state: 'read', text: decoder.decode(bytes)};
  } catch {
    return {state: 'not-utf8'};
  }
}

const decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

/** Replaces the whole file; only the user may read it then. @throws when it cannot. */
export async function writeConfigText(path: string, text: string): Promise<void> {
  await makeFolder(dirname(path));
  await writeFileAtomic(path, text);
  await chmod(path, privateFile);
}
