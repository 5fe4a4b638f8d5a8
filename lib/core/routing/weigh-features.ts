import {weights} from './weights.ts';

/** What kind of prompt it is, as chances that add up to 1. */
export interface Chances {
  /** Small work. */
  small: number;
  /** Ordinary work. */
  large: number;
  /** It cannot be judged without the conversation. */
  session: number;
  /** Hard or dangerous work. */
  hard: number;
}

/** The digits: printable ASCII from `(` to `~`, without the backslash and the backtick. */
export const digits =
  '()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~';
/** Characters of a row: two for the gap to the hash before it, two for its three weights. */
const width = 4;
/** So many hashes that a feature which is not in the table seldom looks like one that is. */
const hashes = 2 ** 21;
/** What a weight can be: finer near zero, where most are. */
export const levels: readonly number[] = Array.from({length: 19}, (_, at) => {
  const size = (Math.abs(at - 9) / 9) ** 1.5 * 1.5;
  return at < 9 ? -size : size;
});

/** Built by the first prompt. */
let index: ReadonlyMap<number, number> | undefined;

/** Adds up the learned weights of the features that a prompt has. */
export function weighFeatures(features: Iterable<string>): Chances {
  index ??= readTable(weights.table);
  let {small, session, hard} = weights;
  for (const feature of features) {
    const row = index.get(hashFeature(feature));
    if (row === undefined) continue;
    small += readLevel(row / levels.length ** 2);
    session += readLevel(row / levels.length);
    hard += readLevel(row);
  }
  return toChances(small, session, hard);
}

/** Chances from logits against ordinary work, which is the zero of the scale. */
export function toChances(small: number, session: number, hard: number): Chances {
  const odds = [Math.exp(small), Math.exp(session), Math.exp(hard)] as const;
  const sum = 1 + odds[0] + odds[1] + odds[2];
  return {small: odds[0] / sum, large: 1 / sum, session: odds[1] / sum, hard: odds[2] / sum};
}

/** A feature's number in the table, so that names cost the bundle nothing. */
export function hashFeature(feature: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at++) {
    hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  }
  return ((hash ^ (hash >>> 15)) >>> 0) % hashes;
}

/** The three weights of each hash, as one number. */
export function readTable(table: string): ReadonlyMap<number, number> {
  const rows = new Map<number, number>();
  let hash = 0;
  for (let at = 0; at < table.length; at += width) {
    hash += readPair(table, at);
    rows.set(hash, readPair(table, at + 2));
  }
  return rows;
}

function readPair(table: string, at: number): number {
  const [high, low] = [table[at], table[at + 1]] as [string, string];
  return digits.indexOf(high) * digits.length + digits.indexOf(low);
}

function readLevel(row: number): number {
  return levels[Math.floor(row) % levels.length] as number;
}
