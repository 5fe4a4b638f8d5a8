import {pattern} from './pattern.ts';
import type {Reading} from './read-prompt.ts';
import type {Rule} from './rule.ts';

const numbered = pattern(
  'option |choice |step |phase |point |question ',
  /\b(?:option|choice|step|phase|point|question) (?:\d[\d.]*|[a-d])\b/,
);
const asksBack = pattern(
  '^what|^why|^how|^is |^was |^are |^does |^did |^do |^will |^has |^should |^would |^can |^where did|^which ',
  /^(?:what (?:now|next|else|about (?:it|that|this|those|them))|why$|how$|what$|why (?:is|was|did|does|do|are) (?=(?:that|it|this|they|these|those|you)(?!\w))|(?:is|was|are|does|did|do|will|has|should|would|can) (?=(?:it|that|this|they|these|those|you|we)(?!\w).{0,30}$)|where did|(?:how|what|which) .{0,12}\b(?=(?:those|these)(?!\w)))/,
);
const bareThing = /^(?:(?:\u00a7\w+|[\d.,;:#?!-]+|[a-d]|\n) ?){1,6}$/;

/** Prompts that only the conversation explains. They stay where the session is. */
export const followUpRules: readonly Rule[] = [
  {
    name: 'greeting',
    kind: 'chat',
    tier: 'haiku',
    confidence: 0.93,
    reason: 'a greeting',
    applies: (r) =>
      r.wish === '' && r.count <= 2 && r.before('greet') && !r.before('no') && !r.before('ack'),
  },
  rule('courtesy', 'an answer or thanks, no work named', (r) => r.wish === ''),
  rule('bare-thing', 'only a paste, an image or a number', (r) => isBareThing(r.wish)),
  rule('goes-on', 'asks to go on', (r) => r.opens('goes') && r.specific <= 5),
  rule('reference', 'refers to the conversation', isReference),
  rule('names-nothing', 'names nothing outside the conversation', namesNothing),
  rule('after-no', 'answers no', (r) => r.before('no') && r.count <= 12),
  rule('remark', 'a remark, not a task', isRemark),
];

function isBareThing(wish: string): boolean {
  return wish.split(' ', 7).length < 7 && bareThing.test(wish);
}

function isReference(r: Reading): boolean {
  if (r.count > 25 || r.specific > 4) return false;
  if (r.says('refers') || numbered.test(r.wish)) return true;
  return (r.opens('asks') || r.turned) && (asksBack.test(r.wish) || asksBack.test(r.opening));
}

function namesNothing(r: Reading): boolean {
  if (r.specific > 0 || r.cues.has('file') || r.cues.has('command') || r.cues.has('error')) {
    return false;
  }
  if (r.opens('gitverb') || r.opens('howto') || r.has('testing') || r.has('gitverb')) return false;
  if (r.before('goes')) return true;
  if (r.content > 0 && /^(?:build|compile)\b/.test(r.opening)) return false;
  return !(r.opens('opens') || (r.opens('runs') && r.content > 0));
}

function isRemark(r: Reading): boolean {
  if (r.asks || r.before('request') || r.has('request') || r.says('want') || r.has('hard')) {
    return false;
  }
  if (!r.opens('remarks') || r.count > 22 || r.cues.has('error')) return false;
  return !r.says('problem') || r.specific < 3;
}

function rule(name: string, reason: string, applies: Rule['applies']): Rule {
  return {name, kind: 'follow-up', tier: 'stay', confidence: 0.95, reason, applies};
}
