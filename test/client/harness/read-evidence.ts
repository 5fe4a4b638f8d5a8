import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import type {Sandbox} from './make-sandbox.ts';

/** Every line that the hooks recorded in a sandbox, oldest file first; a line that is not JSON throws. */
export async function readEvidence(sandbox: Sandbox): Promise<Record<string, unknown>[]> {
  const folder = path.join(sandbox.home, '.claude', 'tierwise', 'metrics');
  const files = await readdir(folder).catch(() => []);
  const lines: Record<string, unknown>[] = [];
  for (const file of files.filter((name) => name.endsWith('.jsonl')).sort()) {
    const text = await readFile(path.join(folder, file), 'utf8');
    for (const line of text.split('\n')) if (line !== '') lines.push(JSON.parse(line));
  }
  return lines;
}
