import {routePrompt} from '../../lib/core/routing/route-prompt.ts';
import type {Bias} from '../../lib/core/routing/settle-tier.ts';
import type {Chances} from '../../lib/core/routing/weigh-features.ts';
import type {Example} from './read-examples.ts';

export interface Judged {
  example: Example;
  chances: Chances;
}

const rank: Readonly<Record<string, number>> = {haiku: 0, sonnet: 1, opus: 2, stay: 2, session: 2};

/** The scores of the panel, with chances from weights that had not seen the person. */
export function scoreExamples(judged: readonly Judged[], bias: Bias) {
  const routed = judged.map(({example, chances}) => ({
    example,
    tier: routePrompt(example.text, {bias, weigh: () => chances}).tier,
  }));
  const alone = routed.filter(({example}) => example.tier !== 'session');
  const talk = routed.filter(({example}) => example.tier === 'session');
  const haiku = alone.filter(({example}) => example.tier === 'haiku');
  const rankOf = (tier: string) => rank[tier] as number;
  return {
    exact: share(alone, ({example, tier}) => rankOf(tier) === rankOf(example.tier)),
    haikuRecall: share(haiku, ({tier}) => tier === 'haiku'),
    under: share(alone, ({example, tier}) => rankOf(tier) < rankOf(example.tier)),
    moved: share(talk, ({tier}) => rankOf(tier) < 2),
    movedToHaiku: share(talk, ({tier}) => tier === 'haiku'),
    riskyDown: routed.filter(({example, tier}) => example.isRisky && tier === 'haiku').length,
  };
}

function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return Math.round((1000 * items.filter(holds).length) / Math.max(1, items.length)) / 1000;
}
