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

/**
 * Adds up the learned weights of the features that a prompt has. A process of the hooks weighs one
 * prompt, so the table is read through once for it, and no index of it is built.
 */
export function weighFeatures(features: Iterable<string>): Chances {
  const wanted = countHashes(features);
  const {table} = weights;
  let {small, session, hard} = weights;
  let hash = 0;
  for (let at = 0; at < table.length; at += width) {
    hash += readPair(table, at);
    const times = wanted.get(hash);
    if (times === undefined) continue;
    const row = readPair(table, at + 2);
    small += times * readLevel(row / levels.length ** 2);
    session += times * readLevel(row / levels.length);
    hard += times * readLevel(row);
  }
  return toChances(small, session, hard);
}

/** Two features may have one hash. */
function countHashes(features: Iterable<string>): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const feature of features) {
    const hash = hashFeature(feature);
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return counts;
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

/** The number that two digits from a place on stand for. */
export function readPair(table: string, at: number): number {
  return readDigit(table.charCodeAt(at)) * digits.length + readDigit(table.charCodeAt(at + 1));
}

/** `digits.indexOf`, without its making of a text for each letter. */
function readDigit(code: number): number {
  return code - 40 - (code > 92 ? 1 : 0) - (code > 96 ? 1 : 0);
}

function readLevel(row: number): number {
  return levels[Math.floor(row) % levels.length] as number;
}
