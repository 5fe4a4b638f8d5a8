import type {Tier} from '../tier.ts';

/** A tier that a person asked for in the prompt itself. `text` is the prompt without the token. */
export interface PromptWish {
  tier: Tier;
  because: string;
  text: string;
}

/**
 * `~haiku ~sonnet ~opus ~stay` as the first or last word, or "use opus" as an imperative at the
 * start or the end. "write a haiku" and "how do I use opus?" are none: a poem, and a question.
 */
export function findWish(prompt: string): PromptWish | undefined {
  const text = prompt.trim();
  const ends = `${text.slice(0, headLength)} ${text.slice(-tailLength)}`.toLowerCase();
  // Most prompts name no tier, and compiling the patterns for them takes 3 ms.
  return names.some((name) => ends.includes(name))
    ? (findToken(text) ?? findImperative(text))
    : undefined;
}

const names = ['haiku', 'sonnet', 'opus', '~stay'];
/** Where an imperative is looked for; a token stands in there as well. */
const headLength = 80;
const tailLength = 80;

const tokenFirst = /^~(haiku|sonnet|opus|stay)(?![\w-])(?:[.!](?=\s|$)|[\s,:])*/i;
const tokenLast = /(?:^|\s)~(haiku|sonnet|opus|stay)[.!]?$/i;

function findToken(text: string): PromptWish | undefined {
  const found = tokenFirst.exec(text) ?? tokenLast.exec(text.slice(-20));
  if (!found) {
    return undefined;
  }
  const tier = tierNamed(found[1]);
  const isFirst = found.index === 0 && text.startsWith('~');
  const rest = isFirst ? text.slice(found[0].length) : text.slice(0, -found[0].length);
  // A second token, or a lone full stop, is no work either.
  const isEmpty = rest.replace(/~(?:haiku|sonnet|opus|stay)|[\s.!]/gi, '') === '';
  return {tier, because: `~${tier} in the prompt`, text: isEmpty ? '' : rest.trimEnd()};
}

const model = '(haiku|sonnet|opus)(?: model)?';
const imperative = `(?:please )?(?:use|switch to|run (?:this|it) (?:on|with)|do (?:this|it|that) (?:on|with)|answer with) (?:the )?(?:claude )?${model}(?: (?:for (?:this|it)|here|now|please))?`;
const other = '(?:haiku|sonnet|opus)(?![\\w-])';
/** "use haiku, sonnet and opus in the docs" names several: a subject, not a wish. */
const noList = `(?!\\s*(?:(?:and|or) ${other}|${other}\\s*(?:,|(?:and|or) |$)))`;
const imperativeFirst = `^${imperative}(?: (?:to|and)(?! ${other})(?![\\w-])|\\.(?!\\w)|\\s*[,:;!\\n]${noList}|\\s*$)`;
/** Only as a sentence or a line of its own: "make it retry and use haiku" is about the work. */
const imperativeLast = `(?:[.,;:!?\\n]\\s*|\\s[-\u2013\u2014]\\s+)${imperative}[.!]?$`;

function findImperative(text: string): PromptWish | undefined {
  const found =
    new RegExp(imperativeFirst, 'i').exec(text.slice(0, headLength)) ??
    new RegExp(imperativeLast, 'i').exec(text.slice(-tailLength));
  if (!found) {
    return undefined;
  }
  const tier = tierNamed(found[1]);
  const isAlone = /^[\s.!]*$/.test(text.replace(found[0], ''));
  return {tier, because: `"use ${tier}" in the prompt`, text: isAlone ? '' : text};
}

function tierNamed(word: string | undefined): Tier {
  return (word as string).toLowerCase() as Tier;
}
