import {type Guard, hasShape, isFlag, isListOf, isMaybe, isOneOf, isText} from '../guard.ts';
import {isSettingsRecord, type SettingsRecord} from './settings-record.ts';
import {type FileKind, type FolderName, fileKinds, folderNames} from './setup-paths.ts';

/** What an install did, so that the uninstall can undo that and no more. */
export interface Manifest {
  version: 1;
  files: RecordedFile[];
  /** Folders that were not there before. */
  folders: FolderName[];
  settings: SettingsRecord;
  /** The client took our plugin. */
  plugin?: boolean | undefined;
}

export interface RecordedFile {
  kind: FileKind;
  name: string;
  /** Of what we wrote. Two while an update is under way: a crash may leave either. */
  fingerprints: string[];
}

export const emptyManifest: Manifest = {version: 1, files: [], folders: [], settings: []};

/** undefined: damaged, or of a version that we do not know. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isManifest(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function writeManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

// A project's manifest comes from a repository: it must not name a file outside our folders.
const isFileName: Guard<string> = (value): value is string =>
  isText(value) && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(value);

const isVersion: Guard<1> = (value): value is 1 => value === 1;

const isManifest: Guard<Manifest> = hasShape({
  version: isVersion,
  files: isListOf(
    hasShape({
      kind: isOneOf<FileKind>(fileKinds),
      name: isFileName,
      fingerprints: isListOf(isText),
    }),
  ),
  folders: isListOf(isOneOf(folderNames)),
  settings: isSettingsRecord as Guard<SettingsRecord>,
  plugin: isMaybe(isFlag),
});
