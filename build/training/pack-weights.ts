import {encodeWeight, hashFeature} from '../../lib/core/routing/weigh-features.ts';
import type {Model} from './train-model.ts';

/** The text of lib/core/routing/weights.ts. */
export function packWeights(model: Model): string {
  const rows = new Map<string, string>();
  for (const [name, {small, session}] of model.features) {
    const row = encodeWeight(small) + encodeWeight(session);
    // A weight of zero on both sides is what an absent feature has.
    if (row !== encodeWeight(0) + encodeWeight(0)) rows.set(hashFeature(name), row);
  }
  const table = [...rows]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([hash, row]) => hash + row)
    .join('');
  return `// Written by build/train-routing.ts from judged prompts; not edited by hand.\n\n/** Learned weights: see weigh-features.ts. */\nexport const weights = {\n  small: ${round(model.small)},\n  session: ${round(model.session)},\n  table:\n    '${table}',\n};\n`;
}

function round(weight: number): number {
  return Math.round(weight * 1000) / 1000;
}
