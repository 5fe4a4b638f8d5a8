import {readdirSync, readFileSync, statSync} from 'node:fs';
import {extname, join} from 'node:path';

export const workflowEndings = ['.yaml', '.yml', '.json'] as const;

export type WorkflowText =
  | {state: 'read'; text: string}
  | {state: 'absent'}
  | {state: 'too-large'; bytes: number};

/** A workflow file's text. One of more than `most` bytes is not read, and no pipe is waited for. */
export function readWorkflowFile(path: string, most: number): WorkflowText {
  const found = statSync(path, {throwIfNoEntry: false});
  if (!found?.isFile()) {
    return {state: 'absent'};
  }
  return found.size > most
    ? {state: 'too-large', bytes: found.size}
    : {state: 'read', text: readFileSync(path, 'utf8')};
}

/** Where a workflow of that name can lie in a folder. */
export function workflowPaths(folder: string, name: string): string[] {
  return workflowEndings.map((ending) => join(folder, `${name}${ending}`));
}

/** The workflow files of a folder, by name; [] when there is no such folder. */
export function listWorkflowFiles(folder: string): {name: string; path: string}[] {
  try {
    return readdirSync(folder)
      .filter((file) => workflowEndings.some((ending) => file.endsWith(ending)))
      .sort()
      .map((file) => ({name: file.slice(0, -extname(file).length), path: join(folder, file)}));
  } catch {
    return [];
  }
}
