import {pattern} from './pattern.ts';
import type {Reading} from './read-prompt.ts';
import {type Rule, rule} from './rule.ts';

const testWork = pattern(
  'test|cover',
  /^(?:(?:write|add|create|make|increase|improve) (?:\w+ ){0,4}(?=(?:tests?|coverage)(?!\w))|(?:test|cover)\b)|\btests? for\b/,
);
const docWork = pattern(
  'readme|doc|guide|changelog|tutorial|wiki|manual|markdown|claude.md',
  /^(?:document|write|create|update|add|make|generate|draft|read|improve)\b.{0,60}\b(?=(?:readme|docs?|documentation|guide|changelog|tutorial|wiki|manual|markdown|document|claude\.md)(?!\w))/,
);
const subject = pattern(
  '^the|^my|^our|^when|^on|^in|^getting|^after|^we|^find',
  /^(?:the|my|our|when|on|in|getting|after|we|find)\b/,
);

/** Work for an engineer: sonnet when the text names what it is about, opus when it is hard or huge. */
export const buildRules: readonly Rule[] = [
  rule(
    'huge',
    'feature',
    'opus',
    0.97,
    'very wide scope',
    (r) => r.says('huge') && !r.opens('runs'),
  ),
  rule('hard', 'fix', 'opus', 0.97, 'a hard class of problem', isHard),
  rule(
    'migrate',
    'migrate',
    'opus',
    0.97,
    'a migration',
    (r) => r.opens('migrates') && r.specific > 0,
  ),
  rule(
    'security',
    'security',
    'opus',
    0.97,
    'security work',
    (r) =>
      r.has('crypto') && !r.asks && (r.opens('reviews') || r.opens('builds') || r.opens('plans')),
  ),
  rule(
    'docs',
    'docs',
    'sonnet',
    0.9,
    'asks for documentation',
    (r) => r.specific > 1 && docWork.test(r.opening),
  ),
  rule(
    'tests',
    'test',
    'sonnet',
    0.9,
    'asks for tests',
    (r) => r.specific > 1 && testWork.test(r.opening),
  ),
  rule(
    'error',
    'fix',
    'sonnet',
    0.88,
    'pastes an error',
    (r) => r.cues.has('error') && r.content > 1,
  ),
  rule(
    'fix-named',
    'fix',
    'sonnet',
    0.9,
    'asks to fix something named',
    (r) => r.specific > 1 && (r.opens('fixes') || r.says('fixing')),
  ),
  rule(
    'conflict',
    'git',
    'sonnet',
    0.88,
    'asks to resolve a conflict',
    (r) => r.has('conflict') && r.opens('fixes'),
  ),
  rule(
    'add-handling',
    'feature',
    'sonnet',
    0.88,
    'asks to build something named',
    (r) => r.opens('adds') && r.specific > 1 && r.has('problem'),
  ),
  rule(
    'problem-asked',
    'fix',
    'sonnet',
    0.9,
    'describes a problem with something named',
    (r) =>
      r.says('problem') &&
      r.specific > 3 &&
      ((r.count > 15 && !r.opens('remarks')) || r.before('request') || subject.test(r.opening)),
  ),
  rule(
    'refactor',
    'refactor',
    'sonnet',
    0.88,
    'asks to restructure code',
    (r) => r.opens('refactors') && r.specific > 0,
  ),
  rule('plan', 'design', 'stay', 0.9, 'asks for a plan or a design', (r) => r.opens('plans')),
  rule(
    'review',
    'review',
    'sonnet',
    0.88,
    'asks for a review',
    (r) => r.opens('reviews') && r.specific > (r.count > 5 ? 1 : 2) && !r.before('together'),
  ),
  rule(
    'scan',
    'explain',
    'sonnet',
    0.88,
    'asks to read and understand code',
    (r) => r.opens('scans') && r.content > 0,
  ),
  rule(
    'create-named',
    'feature',
    'sonnet',
    0.88,
    'asks to build or change something named',
    (r) => r.specific > 2 && (r.opens('builds') || (r.before('request') && r.content > 3)),
  ),
  rule(
    'wanted',
    'feature',
    'sonnet',
    0.86,
    'says what is wanted',
    (r) => r.specific > 3 && r.before('want'),
  ),
  rule(
    'long-asked',
    'feature',
    'sonnet',
    0.86,
    'a detailed wish',
    (r) => r.count > 20 && r.specific > 8 && (r.before('request') || r.has('request')),
  ),
  rule(
    'problem',
    'fix',
    'sonnet',
    0.7,
    'describes a problem',
    (r) => r.says('problem') && r.content > 2,
  ),
  rule(
    'create',
    'feature',
    'sonnet',
    0.78,
    'asks to change something',
    (r) => r.specific > 1 && (r.opens('builds') || r.opens('changes') || subject.test(r.opening)),
  ),
  rule(
    'long-wish',
    'feature',
    'sonnet',
    0.75,
    'a long wish',
    (r) => r.count > 18 && r.specific > 5,
  ),
  rule(
    'short-question',
    'other',
    'haiku',
    0.55,
    'a short question that names something',
    (r) => r.asks && r.specific > 1 && r.count < 20 && !r.says('problem') && !r.before('no'),
  ),
  rule('named', 'other', 'sonnet', 0.6, 'names what it is about', (r) => r.specific > 3),
];

function isHard(r: Reading): boolean {
  if (!r.says('hard')) return false;
  return r.says('problem') || r.opens('fixes') || r.has('design') || subject.test(r.opening);
}
