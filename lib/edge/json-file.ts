import {readFileSync} from 'node:fs';

export type JsonFile = {state: 'read'; value: unknown} | {state: 'absent'} | {state: 'broken'};

/** A file's JSON. Absent and broken are told apart: a broken file was meant to say something. */
export function readJsonFile(path: string): JsonFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? {state: 'absent'} : {state: 'broken'};
  }
  try {
    return {state: 'read', value: JSON.parse(text.replace(/^\uFEFF/, ''))};
  } catch {
    return {state: 'broken'};
  }
}
