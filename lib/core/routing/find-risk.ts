import type {CleanPrompt} from './clean-prompt.ts';
import {pattern} from './pattern.ts';

export interface Risk {
  /** What makes it risky, in words for the reader. */
  reason: string;
  /** The danger is named only to rule it out: "don't deploy". */
  negated: boolean;
}

/** A class of danger. */
interface Danger {
  reason: string;
  /** Every match holds one of these. Most prompts hold none at all, and are done after that look. */
  cues: readonly string[];
  /** The pattern's source: compiled for the text with a cue alone. */
  source: string;
}

const danger = (reason: string, cues: string, source: string): Danger => ({
  reason,
  cues: cues.split('|'),
  source: `\\b(?:${source})(?![\\w-])`,
});

const stores =
  'tables?|databases?|db|schemas?|users?|accounts?|customers?|records?|data|backups?|buckets?|volumes?|disks?|drives?|partitions?|clusters?|namespaces?|tenants?|history|repos?|repositor(?:y|ies)|branch(?:es)?|folders?|director(?:y|ies)|files|everything|system32|collections?|secrets?';
const irreversible = danger(
  'deletes without a way back',
  'rm -|drop |truncate|delete|reset|git clean|push|mkfs|dd if|chmod|shut|rewrite|filter-branch|terraform|prune|docker|discard|overwrite',
  'rm -\\w*[rf]\\w*|drop (?:the )?(?:table|database|schema|column|index|collection|\\w+ table)|truncate table|delete from|reset --hard|git clean|push (?:-f|--force)[\\w-]*|force[- ]?push\\w*|mkfs\\S*|dd if|chmod -?r? ?777|shut ?down (?:now|-h|the (?:server|machine|host))|factory reset|reset the (?:database|db|repo|repository)|rewrite (?:the )?(?:git )?history|filter-branch|kubectl delete|terraform (?:destroy|apply)|docker (?:system|volume|image) (?:prune|rm)|discard (?:all |the |my |these )*changes|overwrite (?:the |my |all )*\\w+',
);
const production = danger(
  'touches production',
  'prod|live',
  'production|prod|live (?:site|server|database|db|system|environment|users|customers|traffic)|go live|in live',
);
const dangers: readonly Danger[] = [
  danger(
    'drops or empties data',
    'drop|truncat|wip|eras|purg|destroy|nuk|shred|format |refresh|reseed|recreate|flush|empty',
    `(?:(?<!drag and )drop(?! ?down)|dropping|truncat(?:e|ing)|wip(?:e|ing)|eras(?:e|ing)|purg(?:e|ing)|destroy(?:ing)?|nuk(?:e|ing)|shred|format(?= (?:the |my |our |all |both )*(?:disks?|drives?|partitions?)(?![\\w-])))[^.?!;\\n]{0,60}? (?:${stores}|indexes|keys?|images?|containers?|instances?|resources?|servers?|emails?|messages?|migrations?|all)|(?:refresh|reseed|recreate|flush) (?:the |my |our )?(?:\\w+ ){0,2}(?:db|databases?)|empty (?:the |my |our |all )(?:\\w+ ){0,2}(?:db|databases?|tables?)`,
  ),
  danger(
    'deletes data',
    'delet|remov|clean up|clear out|rm |get rid of|git rid of',
    `(?:delet(?:e|ing|es)|remov(?:e|ing)|clean up|clear out|rm|g[ei]t rid of) (?:all of )?(?:[\\w§-]+ ){0,3}(?:${stores}|rows)`,
  ),
  irreversible,
  production,
  danger(
    'ends or removes all that it finds',
    'kill all|kill every|nuke',
    'kill (?:all|every)(?: [\\w-]+){0,3} process(?:es)?|nuke(?: it| them| all of (?:it|them)| everything)?(?=\\s*(?:[.?!;\\n]|$))',
  ),
  danger(
    'deploys or publishes',
    'deploy|publish|release |roll|ship |push |merge',
    '(?:re)?deploy(?:s|ing)?|deployed to|publish(?:ing)?|release (?:it|this|the|a|to|v\\S+)|roll ?out|roll ?back|roll back|ship (?:it )?to|push (?:\\w+ ){0,6}(?:to )?(?:main|master)|merge (?:\\w+ ){0,4}(?:to|into) (?:main|master)|merge (?:all|everything)|(?:sync|commit|push)[ ,]+(?:\\S+ ){0,4}merge',
  ),
  danger(
    'handles secrets',
    'key|secret|password|credential|token|.pem|seed phrase',
    '(?:api|secret|private|access|ssh|signing|encryption)[- _]?keys?|secrets?|passwords?|credentials?|(?:access|auth) tokens?|\\w+_(?:api_key|secret_key|secret|password)|\\.pem|seed phrase|(?:leak|rotate|revoke) (?:\\w+ ){0,3}(?:keys?|tokens?)',
  ),
  danger(
    'moves money or reaches customers',
    'payment|billing|refund|charge |transfer|payroll|customer|users|client|subscribers|everyone',
    'payments?|billing|refunds?|charge (?:the |a |my )?(?:customers?|users?|cards?)|(?:wire|bank) transfer|transfer (?:the )?money|payroll|(?:send|email|mail|message|notify) (?:\\w+ ){0,4}(?:customers?|users|clients|subscribers|everyone)',
  ),
  danger(
    'changes data or a machine in place',
    'migrat|alter table|remote|firewall|iptables|sudo|grant|disable|encrypt|repartition|irreversibl|data loss|gdpr|pii',
    '(?:run|apply|execute|do) (?:\\w+ ){0,3}migrations?|migrate (?:\\w+ ){0,4}(?:data|database|db|users|tables?)|alter table|(?:remote|host) (?:machine|server|system)s? remotely|firewall|iptables|sudo rm|grant (?:all|admin)|disable (?:the )?(?:auth\\w*|security|ssl|tls|verification|validation)|(?:un)?encrypt\\w* (?:the |my |our )?(?:disk|drive|files|database)|repartition|irreversibl[ey]|data loss|gdpr|pii',
  ),
];

// The nearest words before the danger, in its own clause: "don't deploy to" but not "don't wait, deploy".
const negation = pattern(
  "no|never|without|avoid|n't|dont|doesnt|shouldnt|cant|wont|instead of",
  /\b(?:dont|don't|do not|never|without|not|no|avoid|doesn't|doesnt|shouldn't|shouldnt|cannot|can't|cant|won't|wont|no need to|instead of)\b(?!.{0,3}\b(?:forget|hesitate|wait|worry|only|just)\b)[^,;:]{0,40}$/,
);
const newClause = /[,;:]| (?:but|then|just) /;
const conceptOpening =
  /^(?:(?:please|hi|hey|so|and|can you|could you|just|quick question:?) )*(?=(?:explain (?:to me )?(?:what|how|why|the (?:difference|meaning|concept))|what(?:'s| is| are| does| do| would| happens)|what's|how (?:does|do|can i|do i|would i|could i|should i|to|is|are|can you)|why (?:does|do|is|are|would)|when (?:should|would|does|is)|is (?:it|there|a|an)|are there|does|do i|can i|should i|where (?:is|are|do|does|can)|which|who|tell me (?:what|about|how)|difference between)(?!\w))/;
const conceptEnd = /(?:\?|\b(?:mean|means|do|does|work|works|is|are|used for|for))\s*$/;

/** Looks for work that is hard to undo. Words inside other words never count: "reproduction" is safe. */
export function findRisk({text, aside}: Pick<CleanPrompt, 'text' | 'aside'>): Risk | undefined {
  const isCodeNear = isNear(irreversible, aside);
  if (!isCodeNear && !dangers.some((each) => isNear(each, text))) return undefined;
  let ruledOut: Risk | undefined;
  const sentences = splitSentences(text);
  for (const sentence of sentences) {
    const found = findInSentence(sentence);
    if (found === undefined) continue;
    if (!found.negated) return found;
    ruledOut ??= found;
  }
  if (!isCodeNear) return ruledOut;
  const asked = sentences.length === 1 && conceptOpening.test(sentences[0] ?? '');
  if (!asked && aside.search(new RegExp(irreversible.source)) >= 0) {
    return {reason: 'code in it deletes without a way back', negated: false};
  }
  return ruledOut;
}

function findInSentence(sentence: string): Risk | undefined {
  const near = dangers.filter((each) => isNear(each, sentence));
  if (near.length === 0) return undefined;
  const asked = conceptOpening.test(sentence) && conceptEnd.test(sentence);
  let ruledOut: Risk | undefined;
  for (const {reason, source} of asked ? near.filter((each) => each === production) : near) {
    for (const match of sentence.matchAll(new RegExp(source, 'g'))) {
      if (!isRuledOut(sentence.slice(Math.max(0, match.index - 60), match.index))) {
        return {reason, negated: false};
      }
      ruledOut ??= {reason, negated: true};
    }
  }
  return ruledOut;
}

function isNear({cues}: Danger, text: string): boolean {
  return cues.some((cue) => text.includes(cue));
}

function isRuledOut(before: string): boolean {
  return negation.test(before.split(newClause).at(-1) ?? '');
}

// The mark stays with its sentence: a question is judged apart from the order that follows it.
function splitSentences(text: string): string[] {
  return (text.match(/[^.?!;\n]+(?:[.](?=\S)[^.?!;\n]*)*[.?!;\n]*/g) ?? []).map((part) =>
    part.trim(),
  );
}
