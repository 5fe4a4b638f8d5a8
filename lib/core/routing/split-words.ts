import {correctSpelling, findClasses, findStem, letters} from './find-classes.ts';
import type {WordClass} from './lexicon.ts';

export interface Word {
  text: string;
  /** Classes of the word as it is written and of every known phrase that starts here. */
  classes: readonly WordClass[];
  /** The same for the word in any form: "added" is an "add". */
  forms: readonly WordClass[];
  /** How many words the longest phrase of courtesy that starts here covers, at least 1. */
  span: number;
}

/** Said before a wish, tells nothing about the work. */
export const courtesy: readonly WordClass[] = ['ack', 'no', 'polite', 'greet'];

const maxWords = 600;
// Kept free of \p classes: they cost half a millisecond in a process that lives for one prompt.
const wordPattern = /[^\s?!,;:()[\]{}<>"\u201c\u201d\u201e\u00ab\u00bb|*=\u2026]+|[?!,;:\n]/g;
const letter = /[\w\u00a7\u00c0-\ud7ff.]/;

/** Splits an instruction into words and marks; a mark is a word without classes. */
export function splitWords(text: string): Word[] {
  const plain = readPlainWords(text);
  return plain.map((word, at) => {
    const classes = [...findClasses(word)];
    const stem = classes.length > 0 ? undefined : findStem(word);
    let span = 1;
    let phrase = word;
    for (let next = at + 1; next < at + 5 && next < plain.length; next++) {
      phrase += `_${plain[next]}`;
      const found = findClasses(phrase);
      if (found.length === 0) continue;
      classes.push(...found);
      if (found.some((name) => courtesy.includes(name))) span = next - at + 1;
    }
    return {
      text: word,
      classes,
      forms: stem === undefined ? classes : [...classes, ...findClasses(stem)],
      span,
    };
  });
}

export function isMark(word: Word): boolean {
  return isMarkText(word.text);
}

/** Whether a word is the mark after which a new sentence begins. */
export function endsSentence(text: string): boolean {
  return text === '.' || text === '?' || text === '!' || text === '\n';
}

function isMarkText(text: string): boolean {
  return text.length === 1 && '?!.,;:\n'.includes(text);
}

function readPlainWords(text: string): string[] {
  const words: string[] = [];
  for (const part of text.match(wordPattern) ?? []) {
    if (letters.test(part)) words.push(correctSpelling(part));
    else if (isMarkText(part)) words.push(part);
    else readOddWord(part, words);
    if (words.length >= maxWords) break;
  }
  return words;
}

/** A word with anything but letters in it: an apostrophe, a dash, the full stop of its sentence. */
function readOddWord(part: string, words: string[]): void {
  const word = part.replace(/['\u2019]|^-+(?=\W|$)/g, '');
  if (!letter.test(word)) return;
  if (word === '.' || !word.endsWith('.')) words.push(correctSpelling(word));
  else words.push(correctSpelling(word.slice(0, word.search(/\.+$/)) || '.'), '.');
}
