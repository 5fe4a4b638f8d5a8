import {writeFileAtomic} from './atomic-file.ts';
import {readJsonFile} from './json-file.ts';

/** Keeps a value of ours for a process that comes later. */
export async function keepValue(path: string, value: unknown): Promise<void> {
  await writeFileAtomic(path, `${JSON.stringify(value)}\n`);
}

/** What was kept there; undefined: nothing, or nothing that can be understood. */
export function readKeptValue<Value>(path: string): Value | undefined {
  const file = readJsonFile(path);
  return file.state === 'read' ? (file.value as Value) : undefined;
}
