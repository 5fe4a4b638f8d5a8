import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {privateFile} from './atomic-file.ts';
import {removeCopyFolder} from './copy-folder.ts';
import type {Environment} from './environment.ts';
import {copiesFolder, fileNamePart, paths} from './paths.ts';

export type RunFiles = ReturnType<typeof runFiles>;

/** Where everything of one run lies; the copies that its attempts work in lie elsewhere. */
export function runFiles(environment: Environment, run: string) {
  const folder = join(paths(environment).runs, run);
  return {
    run,
    folder,
    journal: join(folder, 'journal.jsonl'),
    prompt: join(folder, 'prompt.txt'),
    /** What a process in the background said. */
    output: join(folder, 'background.txt'),
    /** Of a workflow: its text and its inputs as they were. */
    workflow: join(folder, 'workflow.json'),
    /** Values that are too large for a prompt. */
    value: (name: string) => join(folder, 'values', name),
    /** Answers of steps that another run did. */
    taken: join(folder, 'taken.json'),
    claims: join(folder, 'claims'),
    copies: join(copiesFolder(environment), run),
    /** The user's repository before the first attempt. */
    repository: join(folder, 'repository.json'),
    /** Of one attempt: `main-1` holds its stream, its errors, its copy. */
    attempt: (step: string, attempt: number) => {
      const base = join(folder, 'attempts', `${step}-${attempt}`);
      return {
        folder: base,
        stream: join(base, 'stream.jsonl'),
        errors: join(base, 'stderr.txt'),
        check: join(base, 'verify.txt'),
        context: join(base, 'context.json'),
        copy: join(copiesFolder(environment), run, `${step}-${attempt}`),
        /** What it changed in its copy: to be read by a program, and by a person. */
        change: join(base, 'change.json'),
        patch: join(base, 'change.patch'),
        /** How far bringing it home has come. */
        apply: join(base, 'apply.json'),
      };
    },
  };
}

/** `20261126-174913-3f9a`: sorts by time, and can be typed. @param random From 0 to 1. */
export function nameRun(now: Date, random: number): string {
  const [day = '', time = ''] = now.toISOString().split('T');
  const tail = Math.floor(random * 0x10000)
    .toString(16)
    .padStart(4, '0');
  return `${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}-${tail}`;
}

/** Makes the folder of a new run and keeps its prompt. False: there is one of that name. */
export function makeRunFolder(files: RunFiles, prompt: string): boolean {
  mkdirSync(join(files.folder, '..'), {recursive: true, mode: 0o700});
  try {
    mkdirSync(files.folder, {mode: 0o700});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
  writeFileSync(files.prompt, prompt, {mode: privateFile});
  return true;
}

/** Room for what one attempt leaves behind. */
export function makeAttemptFolder(folder: string): void {
  mkdirSync(folder, {recursive: true, mode: 0o700});
}

export function readRunPrompt(files: RunFiles): string {
  return readFileSync(files.prompt, 'utf8');
}

/** The names of all runs, newest first; [] when there is no folder yet. */
export function listRunNames(runs: string): string[] {
  try {
    return readdirSync(runs)
      .filter((name) => fileNamePart(name) !== undefined)
      .sort()
      .reverse();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return [];
    }
    throw error;
  }
}

export async function removeRunFolder(files: RunFiles): Promise<void> {
  await removeCopyFolder(files.copies);
  rmSync(files.folder, {recursive: true, force: true});
}
