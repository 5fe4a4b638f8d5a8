import type {Tier} from '../tier.ts';
import {buildRules} from './build-rules.ts';
import {commandRules, shellRules} from './command-rules.ts';
import {editRules} from './edit-rules.ts';
import {findRisk} from './find-risk.ts';
import {followUpRules} from './follow-up-rules.ts';
import type {Kind} from './kind.ts';
import {questionRules} from './question-rules.ts';
import {type Reading, readPrompt} from './read-prompt.ts';
import type {Rule} from './rule.ts';

export interface Route {
  tier: Tier;
  kind: Kind;
  /** Careless work could destroy data, leak secrets, break production or do what cannot be undone. */
  risk: boolean;
  /** 0..1, how sure it is that the tier is not too low. */
  confidence: number;
  reasons: string[];
}

/** Where on the curve between quality and saving to stand. */
export type Bias = 'quality' | 'balanced' | 'saver';

const rules: readonly Rule[] = [
  ...shellRules,
  ...followUpRules,
  ...commandRules,
  ...editRules,
  ...questionRules,
  ...buildRules,
];

/** How sure a tier below the session's must be, by bias. */
const floors: Readonly<Record<Bias, {haiku: number; sonnet: number}>> = {
  quality: {haiku: 0.85, sonnet: 0.85},
  balanced: {haiku: 0.75, sonnet: 0.75},
  saver: {haiku: 0.5, sonnet: 0.5},
};

/** Kinds that stay the kind of a risky prompt; any other becomes work on data or operations. */
const keptKinds: readonly Kind[] = ['git', 'security', 'migrate', 'run', 'question', 'explain'];

/** Says what a prompt needs, from its text alone. `stay` when the text does not tell. */
export function routePrompt(prompt: string, options: {bias?: Bias} = {}): Route {
  const reading = readPrompt(prompt);
  const rule = rules.find((candidate) => candidate.applies(reading));
  const kind = rule?.kind ?? 'other';
  const risk = findRisk(reading);
  if (risk !== undefined && !risk.negated) {
    const riskKind = keptKinds.includes(kind) ? kind : 'data-or-ops';
    return {
      tier: 'opus',
      kind: riskKind,
      risk: true,
      confidence: 1,
      reasons: [`risk: ${risk.reason}`],
    };
  }
  if (risk !== undefined) return stay(kind, `names something risky to rule it out: ${risk.reason}`);
  if (reading.language === 'unknown') return stay('other', 'a language that cannot be judged');
  if (rule === undefined) return stay('other', 'the text alone does not tell');
  return settle(rule, reading, options.bias ?? 'quality');
}

function settle(rule: Rule, reading: Reading, bias: Bias): Route {
  const reasons = [rule.reason, ...listCues(reading)];
  const {kind, tier} = rule;
  // The work is named, but its size may stand in the conversation.
  const leans = tier === 'sonnet' && (reading.says('leansBack') || reading.before('no'));
  const confidence = leans ? rule.confidence - 0.08 : rule.confidence;
  if (tier === 'stay' || tier === 'opus') return {tier, kind, risk: false, confidence, reasons};
  const floor = floors[bias];
  if (tier === 'haiku' && confidence >= floor.haiku)
    return {tier, kind, risk: false, confidence, reasons};
  if (confidence >= floor.sonnet) return {tier: 'sonnet', kind, risk: false, confidence, reasons};
  return stay(kind, ...reasons, 'not sure enough to move it');
}

function stay(kind: Kind, ...reasons: string[]): Route {
  return {tier: 'stay', kind, risk: false, confidence: 1, reasons};
}

function listCues({cues}: Reading): string[] {
  const named: string[] = [];
  if (cues.has('file')) named.push('names a file');
  if (cues.has('error')) named.push('pastes an error');
  if (cues.has('code')) named.push('carries code');
  return named;
}
