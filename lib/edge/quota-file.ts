import {appendFileSync, mkdirSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {isRecord, isText} from '../core/guard.ts';
import type {QuotaReading} from '../core/quota/quota-reading.ts';
import type {OwnRun} from '../core/quota/quota-use.ts';
import {readStoredReading, writeReading} from '../core/quota/read-quota.ts';
import {readFileLines} from './file-lines.ts';

/** Adds readings to the file of their month; each line is one write, so writers need no lock. */
export function appendReadings(folder: string, readings: readonly QuotaReading[]): void {
  const [first] = readings;
  if (first !== undefined) {
    append(folder, `readings-${monthOf(first.atMs)}.jsonl`, readings.map(writeReading));
  }
}

/** For this user alone. */
export function makeQuotaFolder(folder: string): void {
  mkdirSync(folder, {recursive: true, mode: 0o700});
}

/** Adds a run of our own, so that its use can be told from the person's. */
export function appendOwnRun(folder: string, {fromMs, toMs}: OwnRun): void {
  const line = JSON.stringify({from: writeTime(fromMs), to: writeTime(toMs)});
  append(folder, `runs-${monthOf(toMs)}.jsonl`, [line]);
}

export function readReadings(folder: string, sinceMs: number): QuotaReading[] {
  return readLines(folder, 'readings', sinceMs).flatMap((value) => {
    const reading = readStoredReading(value);
    return reading === undefined || reading.atMs < sinceMs ? [] : [reading];
  });
}

export function readOwnRuns(folder: string, sinceMs: number): OwnRun[] {
  return readLines(folder, 'runs', sinceMs).flatMap((value) => {
    const {from, to} = isRecord(value) ? value : {};
    const fromMs = isText(from) ? Date.parse(from) : Number.NaN;
    const toMs = isText(to) ? Date.parse(to) : Number.NaN;
    return fromMs <= toMs && toMs >= sinceMs ? [{fromMs, toMs}] : [];
  });
}

/** Removes the files of months that ended before. */
export function pruneQuota(folder: string, beforeMs: number): void {
  for (const name of listNames(folder)) {
    const [, month] = fileName.exec(name) ?? [];
    if (month !== undefined && month < monthOf(beforeMs)) {
      rmSync(join(folder, name), {force: true});
    }
  }
}

const fileName = /^(?:readings|runs)-(\d{4}-\d\d)\.jsonl$/;

function append(folder: string, name: string, lines: readonly string[]): void {
  makeQuotaFolder(folder);
  appendFileSync(join(folder, name), `${lines.join('\n')}\n`, {mode: 0o600});
}

function readLines(folder: string, kind: 'readings' | 'runs', sinceMs: number): unknown[] {
  const values: unknown[] = [];
  for (const name of listNames(folder)) {
    const [, month] = fileName.exec(name) ?? [];
    if (month !== undefined && name.startsWith(kind) && month >= monthOf(sinceMs)) {
      readFileLines(join(folder, name), (line) => {
        const value = parse(line);
        if (value !== undefined) {
          values.push(value);
        }
      });
    }
  }
  return values;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    // A line that a crash tore.
    return undefined;
  }
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function monthOf(atMs: number): string {
  return writeTime(atMs).slice(0, 7);
}

function writeTime(atMs: number): string {
  return new Date(atMs).toISOString();
}
