import {findWish} from '../decision/find-wish.ts';
import type {Correction} from './correction.ts';
import {isLarger} from './is-larger.ts';
import type {TurnTrace} from './work-memory.ts';

/**
 * Whether a prompt takes the turn before it back, and by what. Short ones only: a long prompt that
 * begins with "no" is new work, and says so itself.
 * @param kind The kind of work that the prompt asks for: a larger tier for other work corrects nothing.
 */
export function findCorrection(
  prompt: string,
  {kind, last}: {kind: string; last: TurnTrace},
): Correction | undefined {
  const wish = findWish(prompt);
  return (
    judgeWords(wish?.text ?? prompt) ??
    (wish !== undefined && isLarger(wish.tier, last)
      ? judgeWish(wish.text, kind === last.kind || kind === 'follow-up')
      : undefined)
  );
}

function judgeWish(text: string, isSameWork: boolean): Correction | undefined {
  if (text === '') {
    return 'redo';
  }
  return isSameWork ? 'larger-tier' : undefined;
}

function judgeWords(prompt: string): Correction | undefined {
  const text = prompt.trim().toLowerCase().replace(/[’‘]/g, "'");
  return text.length <= 200
    ? signs.find(([, mayBe, sign]) => mayBe(text) && sign.test(text))?.[0]
    : undefined;
}

const takesBack =
  /^(?:please |no,? )?(?:undo|redo|revert|roll ?back|take (?:it|that|this) back|put (?:it|that) back)(?: (?:that|this|it|your (?:last )?(?:change|changes|edit|edits|work)|the last (?:change|edit|step|turn)|everything|all(?: of (?:it|that))?))?(?: please)?(?:[.!,;:]|$)/;

const isRefused =
  /^(?:no|nope|nah|nein)(?:[.,!;:\s-]+)(?:that'?s |that is |this is |it'?s |you'?re )?(?:totally |completely |still |all )?(?:wrong|not (?:right|correct|what i|it\b)|incorrect|falsch|broken|worse|bad|undo|revert|redo)/;

const judges =
  /^(?:that'?s|that is|this is|it'?s|you'?re|that was|this was) (?:just |totally |completely |still |all )?(?:wrong|incorrect|not (?:right|correct|what i (?:asked|meant|wanted)))(?![\w-])|^(?:wrong|incorrect)(?:[.!,;:]|$| again| answer)/;

const failsStill =
  /^(?:(?:no|nope|hm+|ok|but)[,.!]* )?(?:(?:it|this|that|they|i|tests?|the [\w-]+(?: [\w-]+)?)(?:'s| is| are)? )?still (?:not|no|does|don'?t|fail|broke|wrong|get|got|see|gives?|crash|throws?|errors?|red|hang|happen|(?:the )?same|there(?!\?))/;

const failsAgain =
  /^(?:(?:it|this|that) )?(?:did|does|is)(?:n'?t| not) (?:work|help|fix|compile|build|solve)|^(?:(?:it's )?the )?same (?:error|problem|issue|failure|result)/;

/** Whoever writes another language says so in few words. */
const failsAbroad =
  /^(?:immer noch|(?:es |das )?(?:geht|klappt|funktioniert) (?:immer )?(?:noch )?nicht|toujours pas|(?:ça|cela) ne (?:marche|fonctionne)|sigue (?:sin|fallando|igual)|no funciona|还是(?:不行|报错|失败)|まだ(?:動|失敗|エラー))/;

/** A bare "no" answers a question as often as not, so it counts for nothing. */
const objects =
  /^(?:no|nope|nah|nein|non)[,.;:!](?! ?(?:thank|need|problem|worr|rush|hurry|(?:that|it)'s (?:all|fine|ok|good)|i'm |not (?:yet|now)|leave|skip|go )) ?\w/;

type Test = (text: string) => boolean;

const says =
  (...words: string[]): Test =>
  (text) =>
    words.some((word) => text.includes(word));

const saysNo: Test = (text) => text.startsWith('n');

/** Compiling a pattern takes up to 3 ms of a hook, so each waits until a word of it is there. */
const signs: readonly (readonly [Correction, mayBe: Test, RegExp])[] = [
  ['taken-back', says('undo', 'redo', 'revert', 'back'), takesBack],
  ['wrong', saysNo, isRefused],
  ['wrong', says('wrong', 'incorrect', 'not '), judges],
  ['still-failing', says('still'), failsStill],
  ['still-failing', says("n't ", 'nt ', ' not ', 'same '), failsAgain],
  ['still-failing', () => true, failsAbroad],
  ['objection', saysNo, objects],
];
