import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {hasShape, isRecord, isText} from '../core/guard.ts';
import {privateFile} from './atomic-file.ts';
import {readJsonFile} from './json-file.ts';
import type {RunFiles} from './run-folder.ts';

/** A workflow as it was when its run began: the file may have changed since. */
export interface StoredWorkflow {
  file: string;
  text: string;
  inputs: Readonly<Record<string, unknown>>;
}

const isStored = hasShape({file: isText, text: isText, inputs: isRecord});

/** Written before the run's journal: a journal never speaks of a workflow that is not there. */
export function storeWorkflow(files: RunFiles, workflow: StoredWorkflow): void {
  writeFileSync(files.workflow, JSON.stringify(workflow), {mode: privateFile});
}

/** undefined: it is missing or broken. */
export function readStoredWorkflow(files: RunFiles): StoredWorkflow | undefined {
  const read = readJsonFile(files.workflow);
  return read.state === 'read' && isStored(read.value) ? read.value : undefined;
}

/** Values for an agent to read; it is told their paths. */
export function storeValues(files: readonly {path: string; text: string}[]): void {
  for (const {path, text} of files) {
    mkdirSync(dirname(path), {recursive: true, mode: 0o700});
    writeFileSync(path, text, {mode: privateFile});
  }
}

/** Answers that a run took over from another one, by step. */
export function storeTaken(files: RunFiles, answers: Readonly<Record<string, unknown>>): void {
  writeFileSync(files.taken, JSON.stringify(answers), {mode: privateFile});
}

export function readTaken(files: RunFiles): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(files.taken, 'utf8'));
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
