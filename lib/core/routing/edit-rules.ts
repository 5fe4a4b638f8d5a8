import {pattern} from './pattern.ts';
import type {Reading} from './read-prompt.ts';
import {haiku, type Rule} from './rule.ts';

const textFix = pattern(
  'typo|spelling|indentation|formatting|whitespace|grammar|lint|import|semicolon|casing|trailing |unused |console|print statement|debug |blank line|wording|punctuation|emoji|dead code',
  /^(?:fix|correct|clean up|remove|delete|sort|organi[sz]e|order) (?:the |a |all |any |this |some |my )?(?:\w+ )?(?=(?:typos?|spelling|indentation|formatting|whitespace|grammar|lint\w*|imports?|semicolons?|casing|trailing \w+|unused \w+|console ?\.?logs?|print statements?|debug (?:logs?|prints?|statements?)|blank lines?|wording|punctuation|emojis?|dead code)(?!\w))/,
);
const value = pattern(
  '0|1|2|3|4|5|6|7|8|9|#|§|to say|true$|false$|null$|none$| on$| off$',
  /#[\da-f]{3,8}\b|\b\d+(?:\.\d+)? ?(?=(?:px|rem|em|ms|s|seconds?|minutes?|mins?|hours?|points?|pt|percent|degrees?|mb|gb|vh|vw|fps)(?!\w))|\b(?:from|to|as|of|by|at|be|into|with) (?=\u00a7(?:quote|command)|\d[\d.]*\b|v\d|(?:true|false|null|none|on|off)$)|\bto say\b|\binstead of (?:\u00a7(?:quote|command)|\d)/,
);
const settingFile = pattern('.', /\.(?:env|json|ya?ml|toml|ini|conf|cfg|md|txt|gitignore|csv)\b/);
const tooMuch = /\b(?:is|are|looks?|seems?|feels?|its) (?:[a-z]+ ){0,3}?too \w+/;
const shouldBe = pattern(
  'should |need to |needs to |must |has to |have |can |same |match',
  /\b(?:should|needs? to|must|has to|have to|can) (?=(?:be|have|say|read|start|go|sit|stay|use)(?!\w))|\bhave an? (?:\w+ )?(?=(?:border|shadow|padding|margin|outline|background|icon|gap)(?!\w))|\b(?:same|match\w*) (?=(?:color|colour|size|font|width|height|as)(?!\w))/,
);
const comment = pattern(
  'comment|docstring|note|jsdoc|line|sentence|entry|link|badge|commit message',
  /^(?:add|write|update|remove|put|give me|draft) (?:an? |the |some |one )?(?:\w+ )?(?=(?:comments?|docstrings?|notes?|jsdoc|line|sentence|entry|link|badge|commit message)(?!\w))/,
);
const gap = pattern(
  'missing|broken|empty|duplicate|wrong|blank',
  /^(?:add|remove|fill|delete|hide) (?:\w+ ){0,2}(?=(?:missing|broken|empty|duplicate|wrong|blank)(?!\w))/,
);
const exchange = pattern('data|response|output', /\b(?:data|response|output)\b/);

/** Small edits that say what to change and to what. */
export const editRules: readonly Rule[] = [
  haiku(
    'text-fix',
    'format-rename',
    0.93,
    'asks for a mechanical clean-up',
    (r) => isSmall(r, 20) && textFix.test(r.opening),
  ),
  haiku(
    'rename',
    'format-rename',
    0.92,
    'asks to rename or format',
    (r) => isSmall(r, 25) && r.opens('renames') && r.content > 0 && !exchange.test(r.wish),
  ),
  haiku(
    'set-value',
    'edit-small',
    0.9,
    'changes something to a given value',
    (r) =>
      isSmall(r, 45) &&
      isLookOnly(r) &&
      r.says('look') &&
      (r.opens('changes') ||
        r.opens('adds') ||
        shouldBe.test(r.opening) ||
        r.countOf('look') > 2) &&
      value.test(r.wish),
  ),
  haiku(
    'look-edit',
    'edit-small',
    0.88,
    'a small change to one named thing',
    (r) => isSmall(r, 24) && r.opens('changes') && r.has('look') && isLookOnly(r),
  ),
  haiku(
    'add-look',
    'edit-small',
    0.86,
    'adds one small thing',
    (r) => isSmall(r, 14) && r.opens('adds') && r.has('look') && isLookOnly(r),
  ),
  haiku(
    'remove-part',
    'edit-small',
    0.87,
    'removes one named thing',
    (r) => isSmall(r, 14) && r.opens('removes') && r.specific > 0 && isLookOnly(r),
  ),
  haiku(
    'should-look',
    'edit-small',
    0.85,
    'says how one named thing should look',
    (r) => isSmall(r, 24) && r.says('look') && isLookOnly(r) && shouldBe.test(r.opening),
  ),
  haiku(
    'settings-edit',
    'edit-small',
    0.85,
    'a small change to a settings file',
    (r) =>
      isSmall(r, 20) &&
      (r.opens('changes') || r.opens('adds') || r.opens('removes')) &&
      isLookOnly(r) &&
      (r.has('setting') || settingFile.test(r.aside)),
  ),
  haiku(
    'too-much',
    'edit-small',
    0.86,
    'asks for more or less of one property',
    (r) => isSmall(r, 20) && !r.says('larger') && r.wish.includes(' too ') && tooMuch.test(r.wish),
  ),
  haiku(
    'comment-edit',
    'docs',
    0.88,
    'asks for a comment or a line of docs',
    (r) => isSmall(r, 20) && !r.says('larger') && comment.test(r.opening),
  ),
];

function isLookOnly(r: Reading): boolean {
  return !r.says('larger') && !r.newPart && (r.specific <= 8 || value.test(r.wish));
}

function isSmall(r: Reading, limit: number): boolean {
  if (r.count > limit || r.sentences > 4 || r.before('no')) return false;
  if (r.cues.has('paste') || r.cues.has('error')) return false;
  if (r.has('hard') || r.has('crypto') || r.says('fixing')) return textFix.test(r.opening);
  return !r.has('problem') || gap.test(r.opening);
}
