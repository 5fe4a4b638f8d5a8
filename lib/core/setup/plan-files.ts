import type {RecordedFile} from './manifest.ts';
import type {SetupNote} from './setup-note.ts';
import {type FileKind, isPluginPart} from './setup-paths.ts';

/** A file of the distribution. */
export interface DistributedFile {
  kind: FileKind;
  name: string;
  from: string;
  fingerprint: string;
}

/** What stands where one of our files goes. */
export interface FileOnDisk {
  /** undefined: not a file that can be read, as a folder of that name. */
  fingerprint: string | undefined;
  /** `fileMark` stands in it. */
  isMarked: boolean;
}

export interface FilesNow {
  folders: Record<FileKind, string>;
  /** By full path; absent files are not in it. */
  onDisk: ReadonlyMap<string, FileOnDisk>;
  /** Of the last install; empty when there was none or when it was lost. */
  recorded: readonly RecordedFile[];
}

export interface FileStep {
  kind: FileKind;
  name: string;
  to: string;
  /** Where the new content is; absent when nothing is written. */
  from?: string;
  change: 'created' | 'replaced' | 'unchanged' | 'kept' | 'removed';
  /** What stood there goes to the backups first. */
  isSetAside?: true;
}

export interface FilesPlan {
  steps: FileStep[];
  notes: SetupNote[];
  /** To be recorded when the steps are done. */
  recorded: RecordedFile[];
}

/**
 * Copies for an install. A user's own file is never overwritten, nor is an agent or a command that
 * they edited. A bundle that is not as we wrote it is damaged, so it is replaced, with a copy kept.
 */
export function planCopies(distributed: readonly DistributedFile[], now: FilesNow): FilesPlan {
  const copies = distributed.map((file) => planCopy(file, now));
  const isDistributed = ({kind, name}: RecordedFile) =>
    distributed.some((file) => file.kind === kind && file.name === name);
  const obsolete = now.recorded.filter((file) => !isDistributed(file));
  const removals = planRecordedRemovals(obsolete, now);
  const stays = removals.steps.filter(({change}) => change === 'kept');
  return {
    steps: [...copies.map(({step}) => step), ...removals.steps],
    notes: [...copies.flatMap(({notes}) => notes), ...removals.notes],
    recorded: [
      ...copies.flatMap(({recorded}) => recorded),
      ...obsolete.filter(({kind, name}) =>
        stays.some((step) => step.kind === kind && step.name === name),
      ),
    ],
  };
}

/**
 * Removals for an uninstall: what the last install wrote and nobody edited. `distributed` finds
 * our files when the record was lost: those that are still as in this distribution.
 */
export function planRemovals(distributed: readonly DistributedFile[], now: FilesNow): FilesPlan {
  const unrecorded = distributed
    .filter((file) => findRecord(now, file) === undefined)
    .filter((file) => {
      const found = now.onDisk.get(pathOf(now, file));
      return found && (found.fingerprint === file.fingerprint || isOurs(file.kind, found));
    })
    .map(({kind, name, fingerprint}) => ({kind, name, fingerprints: [fingerprint]}));
  return planRecordedRemovals([...now.recorded, ...unrecorded], now);
}

type Copy = {step: FileStep; notes: SetupNote[]; recorded: RecordedFile[]};

function planCopy(file: DistributedFile, now: FilesNow): Copy {
  const {kind, name, from, fingerprint} = file;
  const to = pathOf(now, file);
  const found = now.onDisk.get(to);
  const record = findRecord(now, file);
  const ours = {kind, name, fingerprints: [fingerprint]};

  if (found === undefined) {
    return {step: {kind, name, to, from, change: 'created'}, notes: [], recorded: [ours]};
  }
  if (found.fingerprint === fingerprint) {
    return {step: {kind, name, to, change: 'unchanged'}, notes: [], recorded: [ours]};
  }
  if (isUnedited(found, record)) {
    return {step: {kind, name, to, from, change: 'replaced'}, notes: [], recorded: [ours]};
  }
  const isReplaceable = isProgram(kind) || (record === undefined && found.isMarked);
  if (isReplaceable && found.fingerprint !== undefined) {
    return {
      step: {kind, name, to, from, change: 'replaced', isSetAside: true},
      notes: [{code: 'copy-set-aside', file: to}],
      recorded: [ours],
    };
  }
  return {
    step: {kind, name, to, change: 'kept'},
    notes: [{code: record ? 'edited-file-kept' : 'own-file-kept', file: to}],
    recorded: record ? [record] : [],
  };
}

function planRecordedRemovals(files: readonly RecordedFile[], now: FilesNow): FilesPlan {
  const steps = files.flatMap((file): FileStep[] => {
    const to = pathOf(now, file);
    const found = now.onDisk.get(to);
    const change = isUnedited(found, file) ? 'removed' : 'kept';
    return found ? [{kind: file.kind, name: file.name, to, change}] : [];
  });
  const kept = steps.filter(({change}) => change === 'kept');
  return {
    steps,
    notes: kept.map(({to}) => ({code: 'edited-file-kept', file: to})),
    recorded: [],
  };
}

function isUnedited(found: FileOnDisk | undefined, record: RecordedFile | undefined): boolean {
  return found?.fingerprint !== undefined && !!record?.fingerprints.includes(found.fingerprint);
}

function isOurs(kind: FileKind, found: FileOnDisk): boolean {
  return isProgram(kind) || found.isMarked;
}

/** Nobody edits it on purpose. */
function isProgram(kind: FileKind): boolean {
  return kind === 'bundle' || isPluginPart(kind);
}

function findRecord({recorded}: FilesNow, file: {kind: FileKind; name: string}) {
  return recorded.find(({kind, name}) => kind === file.kind && name === file.name);
}

function pathOf({folders}: FilesNow, {kind, name}: {kind: FileKind; name: string}): string {
  return `${folders[kind]}/${name}`;
}
