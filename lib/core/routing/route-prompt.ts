import type {Tier} from '../tier.ts';
import {findProtected} from './find-protected.ts';
import {findRisk, type Risk} from './find-risk.ts';
import type {Kind} from './kind.ts';
import {listFeatures} from './list-features.ts';
import {type Reading, readPrompt} from './read-prompt.ts';
import type {Rule} from './rule.ts';
import {rules} from './rules.ts';
import {type Bias, type Settled, settleTier} from './settle-tier.ts';
import {type Chances, weighFeatures} from './weigh-features.ts';

export interface Route {
  tier: Tier;
  kind: Kind;
  /** Careless work could destroy data, leak secrets, break production or do what cannot be undone. */
  risk: boolean;
  /** 0..1, how sure it is that the tier is not too low. */
  confidence: number;
  reasons: string[];
}

/** Kinds that stay the kind of a risky prompt; any other becomes work on data or operations. */
const keptKinds: readonly Kind[] = ['git', 'security', 'migrate', 'run', 'question', 'explain'];

export interface RouteOptions {
  bias?: Bias;
  /** How features become chances; the training puts weights here that have not seen the person. */
  weigh?: (features: Iterable<string>) => Chances;
}

/** Says what a prompt needs, from its text alone. `stay` when the text does not tell. */
export function routePrompt(prompt: string, {bias, weigh}: RouteOptions = {}): Route {
  const reading = readPrompt(prompt);
  const rule = rules.find((candidate) => candidate.applies(reading));
  const risk = findRisk(reading);
  if (risk !== undefined) return routeRisk(risk, rule?.kind ?? 'other');
  if (reading.language === 'unknown') return stay('other', 'a language that cannot be judged');
  const chances = (weigh ?? weighFeatures)(listFeatures(reading, rule));
  const settled = settleTier(reading, rule, chances, bias ?? 'quality');
  const reasons = listReasons(rule, reading, settled);
  if (settled.tier === 'stay') return stay(rule?.kind ?? 'other', ...reasons);
  const route = {
    tier: settled.tier,
    kind: kindOf(rule),
    risk: false,
    confidence: settled.confidence,
  };
  const guarded = settled.tier === 'haiku' ? findProtected(reading, route.kind) : undefined;
  if (guarded === undefined) return {...route, reasons};
  return {...route, tier: 'sonnet', reasons: [...reasons, guarded]};
}

function routeRisk(risk: Risk, kind: Kind): Route {
  if (risk.negated) return stay(kind, `names something risky to rule it out: ${risk.reason}`);
  const riskKind = keptKinds.includes(kind) ? kind : 'data-or-ops';
  return {
    tier: 'opus',
    kind: riskKind,
    risk: true,
    confidence: 1,
    reasons: [`risk: ${risk.reason}`],
  };
}

/** What moves is no follow-up, whatever the rule took it for. */
function kindOf(rule: Rule | undefined): Kind {
  return rule === undefined || rule.kind === 'follow-up' ? 'other' : rule.kind;
}

function stay(kind: Kind, ...reasons: string[]): Route {
  return {tier: 'stay', kind, risk: false, confidence: 1, reasons};
}

function listReasons(rule: Rule | undefined, reading: Reading, {because}: Settled): string[] {
  const reasons = [...(rule === undefined ? [] : [rule.reason]), ...listCues(reading)];
  return because === undefined ? reasons : [...reasons, because];
}

function listCues({cues}: Reading): string[] {
  const named: string[] = [];
  if (cues.has('file')) named.push('names a file');
  if (cues.has('error')) named.push('pastes an error');
  if (cues.has('code')) named.push('carries code');
  return named;
}
