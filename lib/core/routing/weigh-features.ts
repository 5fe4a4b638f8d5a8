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
/** Digits of a feature's key: so many that a feature which is not in the table seldom looks like one that is. */
const keyLength = 4;
/** Characters of a row: the key, and a digit for each of its three weights. */
export const rowLength = keyLength + 3;
/** What a digit of a weight can mean, zero in the middle: finer near it, where most are. */
export const levels: readonly number[] = Array.from({length: digits.length}, (_, at) => {
  const middle = (digits.length - 1) / 2;
  const size = (Math.abs(at - middle) / middle) ** 1.3 * 1.5;
  return at < middle ? -size : size;
});

/**
 * Adds up the learned weights of the features that a prompt has. A process of the hooks weighs one
 * prompt, so the sorted table is searched as it is, and no index of it is built.
 */
export function weighFeatures(features: Iterable<string>): Chances {
  const {table} = weights;
  let {small, session, hard} = weights;
  for (const feature of features) {
    const at = findRow(table, keyOf(feature));
    if (at === undefined) continue;
    small += readLevel(table, at + keyLength);
    session += readLevel(table, at + keyLength + 1);
    hard += readLevel(table, at + keyLength + 2);
  }
  return toChances(small, session, hard);
}

/** Where the row of a key begins, by halving. */
function findRow(table: string, key: string): number | undefined {
  let low = 0;
  let high = table.length / rowLength;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = middle * rowLength;
    if (table.slice(at, at + keyLength) < key) low = middle + 1;
    else high = middle;
  }
  return table.startsWith(key, low * rowLength) ? low * rowLength : undefined;
}

/** Chances from logits against ordinary work, which is the zero of the scale. */
export function toChances(small: number, session: number, hard: number): Chances {
  const odds = [Math.exp(small), Math.exp(session), Math.exp(hard)] as const;
  const sum = 1 + odds[0] + odds[1] + odds[2];
  return {small: odds[0] / sum, large: 1 / sum, session: odds[1] / sum, hard: odds[2] / sum};
}

/** A feature's key in the table, so that names cost the bundle nothing. */
export function keyOf(feature: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at++) {
    hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  }
  let rest = (hash ^ (hash >>> 15)) >>> 0;
  let key = '';
  while (key.length < keyLength) {
    key += digits[rest % digits.length];
    rest = Math.floor(rest / digits.length);
  }
  return key;
}

/** `levels[digits.indexOf(digit)]`, without its search. */
function readLevel(table: string, at: number): number {
  const code = table.charCodeAt(at);
  return levels[code - 40 - (code > 92 ? 1 : 0) - (code > 96 ? 1 : 0)] as number;
}
