import {weights} from './weights.ts';

/** What kind of prompt it is, as chances that add up to 1. */
export interface Chances {
  /** Small work. */
  small: number;
  /** Work for sonnet or opus. */
  large: number;
  /** It cannot be judged without the conversation. */
  session: number;
}

/** Characters of a feature in the table: three of its hash, two of its weights. */
const width = 5;
const hashWidth = 3;
/** The digits: printable ASCII from `(` to `~`, without the backslash and the backtick. */
const digits =
  '()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~';
const base = digits.length;
const middle = 42;
/** One step of a weight. */
const step = 0.06;

let index: ReadonlyMap<string, number> | undefined;

/** Adds up the learned weights of the features that a prompt has. */
export function weighFeatures(features: Iterable<string>): Chances {
  index ??= readIndex();
  let small = weights.small;
  let session = weights.session;
  for (const feature of features) {
    const at = index.get(hashFeature(feature));
    if (at === undefined) continue;
    small += readWeight(at + hashWidth);
    session += readWeight(at + hashWidth + 1);
  }
  const odds = [Math.exp(small), 1, Math.exp(session)] as const;
  const sum = odds[0] + odds[1] + odds[2];
  return {small: odds[0] / sum, large: odds[1] / sum, session: odds[2] / sum};
}

/** A feature's name in the table: three characters, so that names cost the bundle little. */
export function hashFeature(feature: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < feature.length; at++) {
    hash = Math.imul(hash ^ feature.charCodeAt(at), 0x01000193);
  }
  let rest = (hash ^ (hash >>> 15)) >>> 0;
  let name = '';
  for (let at = 0; at < hashWidth; at++) {
    name += digits[rest % base];
    rest = Math.floor(rest / base);
  }
  return name;
}

/** A weight as one character, to the nearest step. */
export function encodeWeight(weight: number): string {
  const digit = Math.round(weight / step) + middle;
  return digits[Math.max(0, Math.min(base - 1, digit))] as string;
}

/** Where each hash stands in the table; built by the first prompt. */
function readIndex(): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (let at = 0; at < weights.table.length; at += width) {
    rows.set(weights.table.slice(at, at + hashWidth), at);
  }
  return rows;
}

function readWeight(at: number): number {
  return (digits.indexOf(weights.table[at] as string) - middle) * step;
}
