import {type Tier, tiers} from '../tier.ts';

/** What `/tier ...` asks for: a tier for the session, `auto`, or (without a word) to be told. */
export type TierCommand =
  | {wish: 'set'; tier: Tier | 'auto'}
  | {wish: 'show'}
  | {wish: 'unknown'; word: string};

export function readTierCommand(prompt: string): TierCommand {
  const [, word = '', ...rest] = prompt.trim().toLowerCase().split(/\s+/);
  if (word === '') {
    return {wish: 'show'};
  }
  const tier = [...tiers, 'auto' as const].find((each) => each === word);
  return tier === undefined || rest.length > 0
    ? {wish: 'unknown', word: [word, ...rest].join(' ').slice(0, 40)}
    : {wish: 'set', tier};
}
