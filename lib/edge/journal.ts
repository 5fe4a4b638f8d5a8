import {closeSync, fdatasyncSync, fstatSync, openSync, readSync, writeSync} from 'node:fs';
import {parseRecord} from '../core/parse-record.ts';
import {privateFile} from './atomic-file.ts';
import {readFileLines} from './file-lines.ts';

/** JSON lines that are only ever added to. */
export interface Journal<Fact> {
  /** On the disk when this returns. @throws when the disk refuses it. */
  append: (fact: Fact) => void;
  close: () => void;
}

/**
 * Opens a journal to add to it; it is made when there is none. A last line that a crash tore is
 * ended first, or what comes next would be lost in it.
 */
export function openJournal<Fact>(path: string): Journal<Fact> {
  const file = openSync(path, 'a+', privateFile);
  if (isTorn(file)) {
    writeSync(file, '\n');
  }
  return {
    append: (fact) => {
      try {
        writeWhole(file, Buffer.from(`${JSON.stringify(fact)}\n`));
        fdatasyncSync(file);
      } catch (error) {
        // An error of writing does not say which file.
        throw Object.assign(error as Error, {path});
      }
    },
    close: () => closeSync(file),
  };
}

/** Every line that is whole, oldest first. @throws when the file cannot be read. */
export function readJournal(path: string): Record<string, unknown>[] {
  const facts: Record<string, unknown>[] = [];
  readFileLines(path, (line) => {
    const fact = parseRecord(line);
    if (fact !== undefined) {
      facts.push(fact);
    }
  });
  return facts;
}

/** One line is one write, so that lines of two processes do not mix; a full disk cuts it short. */
function writeWhole(file: number, line: Buffer): void {
  const written = writeSync(file, line);
  if (written < line.length) {
    writeSync(file, line, written);
  }
}

function isTorn(file: number): boolean {
  const {size} = fstatSync(file);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last[0] !== newline;
}

const newline = 10;
