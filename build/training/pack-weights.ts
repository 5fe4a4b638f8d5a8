import {digits, hashFeature, levels} from '../../lib/core/routing/weigh-features.ts';
import type {Logits, Model} from './train-model.ts';

/** The largest number that two digits hold. */
const most = digits.length ** 2 - 1;
const nothing = packLogits({small: 0, session: 0, hard: 0});

/** The text of lib/core/routing/weights.ts. */
export function packWeights(model: Model): string {
  const {small, session, hard} = model;
  return `// Written by build/train-routing.ts from judged prompts; not edited by hand.\n\n/** Learned weights: see weigh-features.ts. */\nexport const weights = {\n  small: ${round(small)},\n  session: ${round(session)},\n  hard: ${round(hard)},\n  table:\n    '${packTable(model)}',\n};\n`;
}

/** The table's rows, by hash: the gap to the row before, then the weights. */
export function packTable({features}: Pick<Model, 'features'>): string {
  const rows = new Map<number, number>();
  for (const [name, logits] of features) {
    const row = packLogits(logits);
    // Weights of zero are what an absent feature has.
    if (row !== nothing) rows.set(hashFeature(name), row);
  }
  let table = '';
  let last = 0;
  for (const [hash, row] of [...rows].sort(([left], [right]) => left - right)) {
    for (; hash - last > most; last += most) table += packPair(most) + packPair(nothing);
    table += packPair(hash - last) + packPair(row);
    last = hash;
  }
  return table;
}

/** Three weights as one number, each to the nearest level. */
function packLogits({small, session, hard}: Logits): number {
  return [small, session, hard].reduce((row, weight) => row * levels.length + levelOf(weight), 0);
}

function levelOf(weight: number): number {
  const gaps = levels.map((level) => Math.abs(level - weight));
  return gaps.indexOf(Math.min(...gaps));
}

function packPair(number: number): string {
  return `${digits[Math.floor(number / digits.length)]}${digits[number % digits.length]}`;
}

function round(weight: number): number {
  return Math.round(weight * 1000) / 1000;
}
