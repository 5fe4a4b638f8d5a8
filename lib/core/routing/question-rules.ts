import {pattern} from './pattern.ts';
import type {Reading} from './read-prompt.ts';
import {type Rule, rule} from './rule.ts';

const howTo = pattern(
  '^how |^and how |^so how |^in |^what |^which |^command to|^is there a|^was there a|^whats the ',
  /^(?:(?:and |so |in \w+ )?(?=how (?:(?:do|can|could|would|should|did|might) (?:i|one|someone)|to)(?!\w))|(?:what|which) (?=(?:command|key|shortcut|flag|option|keybinding)(?!\w))|command to\b|(?:is|was) there an?y? (?:\w+ ){0,2}(?=(?:way|command|shortcut|function|method|package|library|tool|setting|option|flag)(?!\w))|what(?:s| is) the (?=(?:command|shortcut|syntax|difference|best command|keybinding|key|path|url|name|version|default|purpose|port|meaning|type|license)(?!\w).{4}))/,
);
const concept = pattern(
  '^what|^is |^are |^does |^do |^has |^have |^can |^who |^when |^how |^should |^would |^could |^will |^did |^may |^am |^teach me|^show me how|^give me ',
  /^(?:what (?:is|are|was) (?=an? |\u00a7|\w+ ?$|\w+ \w+ ?$)|whats an? |what (?:does|do|would) .{1,60}\b(?=mean|do|return|stand for|output|look like)|what(?:s| is| are) the (?=(?:difference|meaning|advantage|benefit|point|use)s? )|what (?:kind|type|sort|way)s? of |what (?=(?:ways|skills|fonts|tools|commands|files|libraries|packages|plugins|versions?|ports?) )|what are \w+ in \w+ ?$|is an? .{1,40}\b(?=(?:in|an?) \w+ ?$)|(?:is|are) (?:the )?\u00a7|(?:does|do|is|are|has|can) (?=(?:typescript|javascript|python|rust|go|java|ruby|react|node|css|html|sql|bash|vim|nvim|git|docker|linux|postgres|kotlin|swift|php)(?!\w))|who (?:is|are|was|made|wrote)|when (?:is|are|was|did|does)|how many |how (?:big|old|large|long) (?=(?:is|are) (?:the |a ))|(?:is|are) there (?:an?|any)\b|(?:do|does|have) (?:we|you|they) (?=(?:have|know)(?!\w))|(?:can|do|should|would|could|will|did|may|am) i\b|teach me|show me how|give me (?:an?|some|a few) (?:\w+ )?example)/,
);
const ownDoing = /^(?:can|could|do|should|would|may) i\b/;
const whereIs = pattern(
  '^where|^which |^what |^in which |^in what ',
  /^(?:where (?:is|are|do|does|did|can|should|would)|wheres|(?:in )?(?:which|what) (?=(?:files?|folder|directory|function|class|module|line|branch|version|port)(?!\w)))/,
);
const mechanism = pattern(
  '^how |^and how |^why |^explain|^describe|^walk me|^what happens|^help me|^understand|^i dont|^tell me|^summari|^clarify|^elaborate',
  /^(?:(?:and )?how (?=(?:does|do|is|are|did|was|were)\b(?! (?:i|you|one|we)\b))|why (?=(?:does|do|is|are|did|was|were|cant|dont|isnt|doesnt|would|wont|not|arent)(?!\w))|(?:explain|describe|walk me through|what happens|help me understand|understand|i dont understand|tell me (?:how|why|about)|summari[sz]e|clarify|elaborate)\b)/,
);
const advice = pattern(
  '^should |^what |^whats |^which |^is |^would it |^any |^do you ',
  /^(?:should (?:i|we)|what (?:do|would) you (?:think|suggest|recommend)|which (?:one|is|would|do|of)|is (?:it|this|that) (?:a )?(?:good|better|best|worth|ok|safe|possible)|would it be|any (?:ideas?|thoughts|suggestions)|what(?:s| is| are) (?:the |your )?(?:best|better|right|good|cleanest|optimal)|do you (?:think|recommend))/,
);
const yesNo =
  /^(?:is|are|do|does|did|has|have|was|were|am|(?:can|could|would|should) i|should the)(?!\w)/;
const whatOpening =
  /^(?:what|which|where|when|who|whats|wheres|how (?:can|do|would|could|should|might|many|much|long|often))(?!\w)/;

/** Questions, sorted by what an answer takes: knowledge, a look at the code, or the conversation. */
export const questionRules: readonly Rule[] = [
  haiku(
    'how-to',
    0.9,
    'asks how to do one thing',
    (r) => isSimple(r) && r.content > 0 && isStandalone(r) && howTo.test(r.opening),
  ),
  {
    ...haiku(
      'where-is',
      0.85,
      'asks where something is',
      (r) =>
        isSmall(r) &&
        r.content > 1 &&
        whereIs.test(r.opening) &&
        !/(?<!\w)(?:this|that|it|these|those|them|they|we|you|same|other)(?!\w)/.test(
          r.opening.slice(8),
        ),
    ),
    kind: 'search',
  },
  haiku(
    'concept',
    0.88,
    'a question about a concept',
    (r) => isSimple(r) && r.specific > 0 && !r.names('about') && concept.test(r.opening),
  ),
  haiku(
    'own-doing',
    0.85,
    'asks what one can or should do',
    (r) =>
      isSimple(r) &&
      r.asks &&
      !r.turned &&
      r.specific > 1 &&
      !r.has('leans') &&
      ownDoing.test(r.opening),
  ),
  haiku(
    'concept-here',
    0.86,
    'a short question that names its subject',
    (r) => isNamed(r, 2) && concept.test(r.opening),
  ),
  haiku(
    'yes-no',
    0.78,
    'a yes or no question that names its subject',
    (r) => r.asks && isNamed(r, 2) && yesNo.test(r.opening),
  ),
  haiku(
    'what',
    0.76,
    'a question that names its subject',
    (r) => isNamed(r, 1) && whatOpening.test(r.opening),
  ),
  haiku(
    'why-fact',
    0.6,
    'asks for the reason of one fact',
    (r) =>
      isSmall(r) &&
      r.specific > 1 &&
      r.count <= 12 &&
      /^why\b(?!.*\bneed\b)/.test(r.opening) &&
      !r.names('about'),
  ),
  haiku(
    'how-to-here',
    0.78,
    'asks how to do something',
    (r) => isSimple(r) && r.content > 0 && howTo.test(r.opening),
  ),
  rule(
    'advice',
    'design',
    'stay',
    0.9,
    'asks for advice',
    (r) => r.content < 3 && isAsked(r) && advice.test(r.opening),
  ),
  rule(
    'advice-named',
    'design',
    'sonnet',
    0.6,
    'asks for advice',
    (r) => isAsked(r) && advice.test(r.opening),
  ),
  rule(
    'mechanism',
    'explain',
    'sonnet',
    0.86,
    'asks how or why something works',
    (r) => isAsked(r) && r.content > 1 && mechanism.test(r.opening),
  ),
];

function isNamed(r: Reading, least: number): boolean {
  return isSimple(r) && r.specific > least && !r.has('leans') && !advice.test(r.opening);
}

// "how do I change it?" needs the conversation, "how do I change a git remote?" does not.
function isStandalone(r: Reading): boolean {
  if (r.turned || r.sentences > 3) return false;
  return r.specific > 2 || (r.specific > 0 && !r.names('about'));
}

function isSimple(r: Reading): boolean {
  return isSmall(r) && !r.names('broad');
}

function isSmall(r: Reading): boolean {
  if (!isAsked(r) || r.count > 40 || r.sentences > 4 || r.before('no')) return false;
  return !r.has('problem') && !r.has('hard') && !r.cues.has('error') && !r.cues.has('paste');
}

function isAsked(r: Reading): boolean {
  return r.opens('asks') || r.opens('howto');
}

function haiku(name: string, confidence: number, reason: string, applies: Rule['applies']): Rule {
  return rule(name, 'question', 'haiku', confidence, reason, applies);
}
