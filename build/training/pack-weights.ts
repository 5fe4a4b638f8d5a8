import {digits, keyOf, levels} from '../../lib/core/routing/weigh-features.ts';
import type {Logits, Model} from './train-model.ts';

const nothing = packLogits({small: 0, session: 0, hard: 0});

/** The text of lib/core/routing/weights.ts. */
export function packWeights(model: Model): string {
  const {small, session, hard} = model;
  return `// Written by build/train-routing.ts from judged prompts; not edited by hand.\n\n/** Learned weights: see weigh-features.ts. */\nexport const weights = {\n  small: ${round(small)},\n  session: ${round(session)},\n  hard: ${round(hard)},\n  table:\n    '${packTable(model)}',\n};\n`;
}

/** The table's rows, by key: the key, then the weights. */
export function packTable({features}: Pick<Model, 'features'>): string {
  const rows = new Map<string, string>();
  for (const [name, logits] of features) {
    const row = packLogits(logits);
    // Weights of zero are what an absent feature has.
    if (row !== nothing) rows.set(keyOf(name), row);
  }
  return [...rows]
    .map(([key, row]) => key + row)
    .sort()
    .join('');
}

/** Three weights as a digit each, to the nearest level. */
function packLogits({small, session, hard}: Logits): string {
  return [small, session, hard].map((weight) => digits[levelOf(weight)]).join('');
}

function levelOf(weight: number): number {
  const gaps = levels.map((level) => Math.abs(level - weight));
  return gaps.indexOf(Math.min(...gaps));
}

function round(weight: number): number {
  return Math.round(weight * 1000) / 1000;
}
