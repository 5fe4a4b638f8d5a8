import type {Config, ProjectConfig} from '../config/config.ts';
import {decide} from '../decision/decide.ts';
import {type DelegationFacts, weighDelegation} from '../decision/weigh-delegation.ts';
import {contextOf} from '../metrics/tokens.ts';
import type {Tier} from '../tier.ts';
import {clipText} from './clip-text.ts';
import {costOfTurn, estimateTurn} from './estimate-saving.ts';
import type {PastPrompt} from './past-prompt.ts';
import type {Preview, PreviewedPrompt} from './preview.ts';

export interface PreviewFacts {
  /** Newest first. */
  prompts: readonly PastPrompt[];
  config: Config;
  projectOf: (folder: string | undefined) => ProjectConfig;
  folder: string;
}

/** Where each of the prompts would go, and what that would save. */
export function previewPrompts({prompts, config, projectOf, folder}: PreviewFacts): Preview {
  const tiers: Record<Tier, number> = {haiku: 0, sonnet: 0, opus: 0, stay: 0};
  const saving = {
    cost: 0,
    saving: 0,
    savingAfterHandOver: 0,
    turns: 0,
    unknown: 0,
    costOfAll: 0,
  };
  const previewed: PreviewedPrompt[] = [];
  for (const prompt of prompts) {
    const decided = decide({
      prompt: prompt.text,
      baseModel: prompt.requests[0]?.model,
      environmentTier: undefined,
      sessionTier: undefined,
      isPlanMode: prompt.isPlanMode,
      config,
      project: projectOf(prompt.project),
    });
    const decision =
      config.economics === 'off'
        ? decided
        : weighDelegation(decided, delegationFacts(prompt, config));
    const {tier, route} = decision;
    previewed.push({
      at: prompt.at,
      session: prompt.session,
      clip: clipText(prompt.text, 60),
      tier,
      kind: route.kind,
      risk: route.risk,
      because: reasonOf(decision),
    });
    tiers[tier] += 1;
    const prices = config.prices ?? {};
    saving.costOfAll += costOfTurn(prompt, prices) ?? 0;
    if (tier !== 'stay') {
      const estimate = estimateTurn(prompt, tier, prices);
      saving.turns += estimate ? 1 : 0;
      saving.unknown += estimate ? 0 : 1;
      saving.cost += estimate?.cost ?? 0;
      saving.saving += estimate?.saving ?? 0;
      saving.savingAfterHandOver += estimate?.savingAfterHandOver ?? 0;
    }
  }
  const sessions = new Set(prompts.map(({session}) => session)).size;
  return {prompts: previewed, sessions, tiers, saving, folder};
}

/** The conversation as it was: what the prompt's first request sent. */
function delegationFacts({requests, client}: PastPrompt, {prices = {}}: Config): DelegationFacts {
  const [first] = requests;
  return {
    baseModel: first?.model,
    usage: first && {
      input_tokens: contextOf(first.tokens),
      cache_creation: {ephemeral_1h_input_tokens: first.tokens.cacheWrite1h},
    },
    client: client ?? null,
    prices,
  };
}

/** For a prompt that stays although the text asks for a smaller tier, what kept it. */
function reasonOf({tier, route, because, reasons}: ReturnType<typeof decide>): string {
  return tier === 'stay' && route.tier !== 'stay' && !route.risk
    ? (reasons.at(-1) ?? because)
    : because;
}
