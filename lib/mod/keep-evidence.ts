import type {EvidenceBody} from '../core/metrics/evidence-event.ts';
import type {Engine} from './engine.ts';
import {current} from './live.ts';

/** Files of evidence stay below the 4 MiB that the client reads and writes at once. */
const maxChars = 2_000_000;

/** The file of this session and day. The module is its only writer, so it is rewritten whole. */
let file: EvidenceFile | undefined;
let isStale = false;
let adding: Promise<void> = Promise.resolve();
let writing: Promise<void> = Promise.resolve();

interface EvidenceFile {
  path: string;
  part: number;
  text: string;
}

/** Adds one line; it reaches the disk with the next `writeEvidence`. */
export function addEvidence(
  $: Engine,
  where: {data: string; prompt: string | null},
  body: EvidenceBody,
): Promise<void> {
  // One after the other: two hooks at once would both read the file, and one line would be lost.
  adding = adding.then(() => add($, where, body)).catch((error) => complain($, error));
  return adding;
}

async function add(
  $: Engine,
  {data, prompt}: {data: string; prompt: string | null},
  body: EvidenceBody,
): Promise<void> {
  const {session} = current();
  if (session === undefined || !/^[\w-]{1,100}$/.test(session)) {
    return;
  }
  const at = new Date().toISOString();
  const line = `${JSON.stringify({v: 1, at, session, prompt, ...body})}\n`;
  const name = `${data}/metrics/${at.slice(0, 10)}.mod-${session}`;
  if (file === undefined || !file.path.startsWith(name)) {
    await writeEvidence($);
    file = await openFile($, name, 0);
  }
  while (file.text.length + line.length > maxChars) {
    await writeEvidence($);
    file = await openFile($, name, file.part + 1);
  }
  file.text += line;
  isStale = true;
}

/** A resumed session goes on in the file that its last process left. */
async function openFile($: Engine, name: string, part: number): Promise<EvidenceFile> {
  const path = part === 0 ? `${name}.jsonl` : `${name}.${part}.jsonl`;
  return {path, part, text: await $.fs.read(path).catch(() => '')};
}

/** A full disk or a closed folder costs the evidence, never the prompt. */
export async function writeEvidence($: Engine): Promise<void> {
  const now = file;
  if (now === undefined || !isStale) {
    return writing;
  }
  isStale = false;
  writing = writing.then(() => $.fs.write(now.path, now.text)).catch((error) => complain($, error));
  return writing;
}

function complain($: Engine, error: unknown): void {
  $.ui.log(`evidence was not written: ${error}`, {to: 'debug'});
}
