import {type CleanPrompt, cleanPrompt} from './clean-prompt.ts';
import {type Gloss, glossText} from './gloss-text.ts';
import type {WordClass} from './lexicon.ts';
import {courtesy, endsSentence, isMark, splitWords, type Word} from './split-words.ts';

/** What the rules look at: how a prompt opens, what it names, how much it says. */
export interface Reading extends CleanPrompt {
  language: Gloss['language'];
  /** Everything after the courtesy: words and marks, joined by spaces. */
  wish: string;
  /** The sentence that carries the wish, courtesy taken off, without its mark. */
  opening: string;
  /** Is the opening word, as it is written, of this class? */
  opens: (name: WordClass) => boolean;
  /** Is any other word of the wish, in any form, of this class? */
  has: (name: WordClass) => boolean;
  /** Is any word of the wish, in any form, of this class? */
  says: (name: WordClass) => boolean;
  /** Is any word of the wish, as it is written, of this class? */
  names: (name: WordClass) => boolean;
  /** Was it said in the courtesy before the wish? */
  before: (name: WordClass) => boolean;
  /** How many words of the wish, as they are written, are of this class. */
  countOf: (name: WordClass) => number;
  /** Words of the prompt, marks not counted. */
  count: number;
  /** Words after the first of the wish that carry meaning of their own. */
  content: number;
  /** Those of them that name something particular, not "the error" or "the file". */
  specific: number;
  sentences: number;
  /** The wish comes after a remark. */
  turned: boolean;
  asks: boolean;
  /** "a new page", "another filter": a part that is not there yet. */
  newPart: boolean;
}

const emptyWords =
  ' a an the to of for in on at by with from as and or but so if then than too very really is are was be been being do does did has have had will would can could should may might must not just only also still even i me we us you they them he she there what which who when where why how up out off over into about some any more most much many lot bit way let get got go going make now again please im ive ill id my your our its thats ';
const remark =
  ' i im ive it its that thats this they there theres these those we weve you the my our so everything nothing look looks seem seems work works worked after when if ';
const newness = ' a an new another some separate add own second create ';

/** Reads a prompt once for all rules. */
export function readPrompt(prompt: string): Reading {
  const clean = cleanPrompt(prompt);
  const {text, language} = glossText(clean.text);
  const words = splitWords(text);
  const before = new Set<WordClass>();
  const wish = words.slice(skipCourtesy(words, 0, before));
  const turn = skipCourtesy(wish, findTurn(wish), before);
  const sentence = wish.slice(turn);
  const end = sentence.findIndex(({text: mark}) => endsSentence(mark));
  const rest = wish.filter((_, at) => at !== turn);
  const lead = wish[turn];
  const has = new Set(rest.flatMap((word) => word.forms));
  const opens = new Set(lead?.classes);
  const exact = new Set(wish.flatMap((word) => word.classes));
  const content = rest.filter(isContent);
  return {
    ...clean,
    text,
    language,
    wish: joinWords(wish),
    opening: joinWords(end < 0 ? sentence : sentence.slice(0, end)),
    opens: (name) => opens.has(name),
    has: (name) => has.has(name),
    says: (name) => has.has(name) || (lead?.forms.includes(name) ?? false),
    names: (name) => exact.has(name),
    before: (name) => before.has(name),
    countOf: (name) => wish.filter((word) => word.classes.includes(name)).length,
    count: words.filter((word) => !isMark(word)).length,
    content: content.length,
    specific: content.filter((word) => !word.forms.includes('generic')).length,
    sentences: words.filter(({text: mark}) => endsSentence(mark)).length,
    turned: turn > 0,
    asks: wish.some((word) => word.text === '?'),
    newPart: wish.some((word, at) => word.forms.includes('part') && isNew(wish, at)),
  };
}

function isNew(wish: readonly Word[], at: number): boolean {
  return wish.slice(Math.max(0, at - 3), at).some((word) => isIn(newness, word));
}

// "it looks good, can you ..." : a remark comes first, the wish after it.
function findTurn(wish: readonly Word[]): number {
  const [first] = wish;
  if (first === undefined || !isIn(remark, first) || first.classes.includes('howto')) return 0;
  const at = wish.findIndex(
    (word, index) =>
      index > 0 &&
      index < 40 &&
      (word.classes.includes('request') || word.classes.includes('howto')),
  );
  return Math.max(at, 0);
}

function skipCourtesy(words: readonly Word[], start: number, before: Set<WordClass>): number {
  let at = start;
  for (let word = words[at]; word !== undefined; word = words[at]) {
    if (!isMark(word) && word.text !== '§image' && word.text !== '§paste') {
      if (!word.classes.some((name) => courtesy.includes(name))) break;
      for (const name of word.classes) before.add(name);
    }
    at += word.span;
  }
  return at;
}

function isContent(word: Word): boolean {
  return (
    !isMark(word) &&
    !isIn(emptyWords, word) &&
    !isIn(' §paste §image §log ', word) &&
    !word.classes.some((name) => name === 'deictic' || name === 'polite' || name === 'ack')
  );
}

/** Whether a list, words with a space at each side, holds the word. */
function isIn(list: string, {text}: Word): boolean {
  return list.includes(` ${text} `);
}

function joinWords(words: readonly Word[]): string {
  return words.map((word) => word.text).join(' ');
}
