import type {Config, ProjectConfig} from '../config/config.ts';
import {modelTier} from '../model-tier.ts';
import {type Route, routePrompt} from '../routing/route-prompt.ts';
import {isBelow, type ModelTier, smallerOf, type Tier} from '../tier.ts';
import {findRule} from './find-rule.ts';
import {findWish, type PromptWish} from './find-wish.ts';
import {wantsDepth} from './wants-depth.ts';

export interface Question {
  prompt: string;
  /** Name of the session's own model; undefined: nothing told it; null: what would tell it cannot be read. */
  baseModel: string | undefined | null;
  /** TIERWISE_TIER. */
  environmentTier: Tier | undefined;
  /** `/tier ...` of this session. */
  sessionTier: Tier | undefined;
  /** The client is in plan mode: thinking ahead is what the session's own model is for. */
  isPlanMode: boolean;
  /** The branch that is checked out, for the rules that ask; absent where nobody could look. */
  branch?: string | undefined;
  config: Config;
  project: ProjectConfig;
}

export interface Decision {
  /** Where the prompt goes; `stay` is the session's own model. */
  tier: Tier;
  /** What the work needs, before caps and wishes. */
  route: Route;
  /** The session's own tier; undefined when its model, or its name, is not known. */
  base: ModelTier | undefined;
  /** Nothing in this turn is sent above it. */
  maxTier: ModelTier;
  /** Why, in a few words for the model and the person who watches. */
  because: string;
  /** What decided, in the order it was looked at; the last one settled it. */
  reasons: string[];
  /** The prompt itself wished for the tier. */
  isTyped: boolean;
  /** Typed or set by hand, in the prompt, for the session or by TIERWISE_TIER. */
  isExplicit: boolean;
  /** Nobody wished for anything: the text alone decided, and the sum of a move may still object. */
  isByText: boolean;
  /** Said to the person: a wish typed in this prompt that was not granted. */
  refusal?: string;
}

/** Decides where one prompt runs. Only moves down from the base, unless a wish may go up. */
export function decide(question: Question): Decision {
  const typed = findWish(question.prompt);
  const route = routePrompt(typed?.text ?? question.prompt, {
    bias: question.config.bias ?? 'quality',
  });
  // No model information counts as opus: the costliest base is the one from which every move is down.
  const {baseModel = 'opus'} = question;
  const base = baseModel === null ? undefined : modelTier(baseModel);
  const wanted = findWanted(question, typed, route);
  const bounds = findBounds(question, base);
  const settled = baseModel === null ? settleUntold(wanted) : settle(wanted, base, bounds);
  return {
    tier: settled.tier,
    route,
    base,
    maxTier: bounds.cap,
    because: wanted.isByText ? describeRoute(route) : wanted.because,
    isTyped: wanted.typed !== undefined,
    isExplicit: wanted.isExplicit,
    isByText: wanted.isByText === true,
    reasons: [...route.reasons, wanted.because, ...settled.reasons],
    ...(settled.refusal === undefined ? {} : {refusal: settled.refusal}),
  };
}

interface Wanted {
  tier: Tier;
  because: string;
  /** Typed or set by hand: never second-guessed by risk, rules or economics. */
  isExplicit: boolean;
  /** The route decided: then its reasons say more than the tier. */
  isByText?: true;
  /** The wish in this very prompt: when it is not granted, the person who typed it is told. */
  typed?: PromptWish;
}

function findWanted(question: Question, typed: PromptWish | undefined, route: Route): Wanted {
  if (question.environmentTier === undefined && typed) {
    return {tier: typed.tier, because: typed.because, isExplicit: true, typed};
  }
  if (question.environmentTier === undefined && wantsDepth(question.prompt)) {
    return {tier: 'stay', because: 'asks for deep thought', isExplicit: true};
  }
  const blanket = findBlanketWish(question);
  if (blanket) {
    return needsConversation(route)
      ? {tier: 'stay', because: 'a follow-up needs this conversation', isExplicit: false}
      : blanket;
  }
  if (route.risk) {
    return {tier: 'stay', because: 'risky work is never moved down', isExplicit: false};
  }
  if (question.isPlanMode) {
    return {tier: 'stay', because: 'plan mode', isExplicit: false};
  }
  const rule = findRuleWish(question, route);
  if (rule && !needsConversation(route)) {
    return rule;
  }
  const preferred = question.config.tier;
  if (preferred !== undefined && preferred !== 'auto' && !needsConversation(route)) {
    return {tier: preferred, because: `config.json: tier ${preferred}`, isExplicit: false};
  }
  const needed = route.tier === 'stay' ? "the session's own model" : route.tier;
  return {
    tier: route.tier,
    because: `the work needs ${needed}`,
    isExplicit: false,
    isByText: true,
  };
}

function describeRoute({kind, reasons}: Route): string {
  return reasons.length === 0 ? kind : reasons.slice(0, 3).join(', ');
}

/** A project's own words are not passed on: the model would read them as the user's. */
function findRuleWish(question: Question, route: Route): Wanted | undefined {
  const {project, config, prompt, branch} = question;
  const projectRule = findRule(project.rules, {prompt, route, branch});
  if (projectRule) {
    return {tier: projectRule.tier, because: 'a rule of the project', isExplicit: false};
  }
  const rule = findRule(config.rules, {prompt, route, branch});
  const because = `rule: ${rule?.because ?? rule?.tier}`.replace(/\s+/g, ' ').slice(0, 100);
  return rule && {tier: rule.tier, because, isExplicit: false};
}

function findBlanketWish(question: Question): Wanted | undefined {
  if (question.environmentTier !== undefined) {
    const tier = question.environmentTier;
    return {tier, because: `TIERWISE_TIER=${tier}`, isExplicit: true};
  }
  const tier = question.sessionTier;
  return tier === undefined ? undefined : {tier, because: `/tier ${tier}`, isExplicit: true};
}

/** A wish for the whole session cannot send "yes" to an agent that knows nothing of the question. */
function needsConversation(route: Route): boolean {
  return route.tier === 'stay' && (route.kind === 'follow-up' || route.kind === 'chat');
}

interface Bounds {
  cap: ModelTier;
  because: string;
}

function findBounds({config, project}: Question, base: ModelTier | undefined): Bounds {
  const caps: Bounds[] = [{cap: 'opus', because: 'opus is the largest tier'}];
  if (config.maxTier !== undefined) {
    caps.push({cap: config.maxTier, because: `config.json: maxTier ${config.maxTier}`});
  }
  if (project.maxTier !== undefined) {
    caps.push({cap: project.maxTier, because: `the project: maxTier ${project.maxTier}`});
  }
  if (base !== undefined && config.allowUp !== true) {
    caps.push({cap: base, because: `the session's own model is ${base}`});
  }
  return caps.reduce((lowest, next) =>
    smallerOf(lowest.cap, next.cap) === lowest.cap ? lowest : next,
  );
}

interface Settled {
  tier: Tier;
  reasons: string[];
  refusal?: string;
}

function settle(wanted: Wanted, base: ModelTier | undefined, bounds: Bounds): Settled {
  if (wanted.tier === 'stay') {
    return {tier: 'stay', reasons: []};
  }
  if (base === undefined) {
    return refuse(wanted, `the session's model has a name that tierwise does not know`);
  }
  if (wanted.tier === base) {
    return {tier: 'stay', reasons: [`the session already runs on ${base}`]};
  }
  if (isBelow(bounds.cap, wanted.tier)) {
    return refuse(wanted, `${wanted.tier} is not sent: ${bounds.because}`);
  }
  if (isBelow(base, wanted.tier) && !wanted.isExplicit) {
    return {tier: 'stay', reasons: ['only an explicit wish moves up']};
  }
  if (wanted.typed?.text === '') {
    return refuse(wanted, 'there is no work beside it');
  }
  return {tier: wanted.tier, reasons: []};
}

/** Any model may run here: what was wished for is surely no move up on the smallest tier alone. */
function settleUntold(wanted: Wanted): Settled {
  return wanted.tier === 'stay' || (wanted.tier === 'haiku' && wanted.isExplicit)
    ? {tier: wanted.tier, reasons: []}
    : refuse(wanted, "the client's --model cannot be read here");
}

function refuse(wanted: Wanted, reason: string): Settled {
  if (wanted.typed === undefined) {
    return {tier: 'stay', reasons: [reason]};
  }
  return {
    tier: 'stay',
    reasons: [reason],
    refusal: `tierwise: ${wanted.because} was not followed: ${reason}. For the whole session: /model ${wanted.tier}.`,
  };
}
