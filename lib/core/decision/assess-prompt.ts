import {type Route, routePrompt} from '../routing/route-prompt.ts';
import type {Bias} from '../routing/settle-tier.ts';
import {findWish} from './find-wish.ts';

/** What a prompt asks for by its text alone: the tier wished for in it, else what the work needs. */
export function assessPrompt(prompt: string, bias: Bias): Route {
  const wish = findWish(prompt);
  const route = routePrompt(wish?.text ?? prompt, {bias});
  return wish === undefined
    ? route
    : {...route, tier: wish.tier, confidence: 1, reasons: [wish.because, ...route.reasons]};
}
