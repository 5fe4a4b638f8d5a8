import {plainModelName} from '../pricing/model-name.ts';

/** Measured with client 2.1.330. */
const millionTokenModels: readonly string[] = [
  'claude-haiku-5-5',
  'claude-sonnet-5-5',
  'claude-opus-5-5',
  'claude-fable-5-2',
  'haiku',
  'sonnet',
  'opus',
  'fable',
];

/** Tokens that fit into a model's context. A model that we do not know gets the smallest one sold. */
export function contextWindow(model: string): number {
  if (/\[1m\]/i.test(model)) {
    return 1_000_000;
  }
  return millionTokenModels.includes(plainModelName(model)) ? 1_000_000 : 200_000;
}
