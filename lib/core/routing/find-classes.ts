import {lexicon, type WordClass} from './lexicon.ts';

/**
 * The lexicon as one text. To put each word into an index of its own would cost a prompt, which asks
 * for some twenty of them, three times as much as to search the text for those that it knows.
 */
interface Index {
  words: ReadonlySet<string>;
  text: string;
  /** Where the words of each class end in the text. */
  ends: {name: WordClass; end: number}[];
}

const none: readonly WordClass[] = [];
const found = new Map<string, WordClass[]>();
let index: Index | undefined;
/** Known words by first letter: where a mistyped word is looked for. */
const spellings = new Map<string, string[]>();

/** Looks a word, or a phrase joined with `_`, up in the lexicon as it is written. */
export function findClasses(word: string): readonly WordClass[] {
  index ??= buildIndex();
  if (!index.words.has(word)) return none;
  const known = found.get(word);
  if (known !== undefined) return known;
  const classes = searchClasses(index, ` ${word} `);
  found.set(word, classes);
  return classes;
}

/** The known word that this one is a form of: "files" is "file". */
export function findStem(word: string): string | undefined {
  if (word.length < 4) return undefined;
  return listStems(word).find((stem) => findClasses(stem).length > 0);
}

/** The classes of a word as it is written, or of the one that it is a form of. */
export function classesOf(word: string): readonly WordClass[] {
  const own = findClasses(word);
  if (own.length > 0) return own;
  const stem = findStem(word);
  return stem === undefined ? own : findClasses(stem);
}

/** A word of letters alone, as most are. */
export const letters = /^[a-z]+$/;

/** The known word that is one slip away: a letter too much, too few, wrong, or two swapped. */
export function correctSpelling(word: string): string {
  if (word.length < 4 || !letters.test(word) || findClasses(word).length > 0) return word;
  if (findStem(word) !== undefined) return word;
  return listSpellings(word[0] as string).find((known) => isOneSlip(word, known)) ?? word;
}

function buildIndex(): Index {
  let text = ' ';
  const ends: Index['ends'] = [];
  for (const name of Object.keys(lexicon) as WordClass[]) {
    text += `${lexicon[name]} `;
    ends.push({name, end: text.length});
  }
  return {words: new Set(text.slice(1, -1).split(' ')), text, ends};
}

function searchClasses({text, ends}: Index, part: string): WordClass[] {
  const classes: WordClass[] = [];
  let at = text.indexOf(part);
  for (const {name, end} of ends) {
    if (at < 0) break;
    if (at + 1 >= end) continue;
    classes.push(name);
    at = text.indexOf(part, end - 1);
  }
  return classes;
}

function listSpellings(first: string): readonly string[] {
  let words = spellings.get(first);
  if (words === undefined) {
    words = [...(index?.words ?? [])].filter(
      (word) => word.startsWith(first) && word.length > 2 && letters.test(word),
    );
    spellings.set(first, words);
  }
  return words;
}

function isOneSlip(word: string, known: string): boolean {
  const gap = word.length - known.length;
  if (gap > 1 || gap < -1) return false;
  let at = 1;
  if (word.length < 5) return gap === 1 && word.slice(0, 3) === known && word[3] === word[2];
  while (at < word.length && word[at] === known[at]) at++;
  if (gap === 1) return word.slice(at + 1) === known.slice(at);
  if (gap === -1) return word.slice(at) === known.slice(at + 1) && known.length > 5;
  if (
    word.slice(at + 2) === known.slice(at + 2) &&
    word[at] === known[at + 1] &&
    word[at + 1] === known[at]
  )
    return true;
  return known.length > 5 && word.slice(at + 1) === known.slice(at + 1);
}

function listStems(word: string): string[] {
  const stems: string[] = [];
  if (word.endsWith('s')) stems.push(word.slice(0, -1));
  if (word.endsWith('es')) stems.push(word.slice(0, -2));
  if (word.endsWith('ed')) stems.push(word.slice(0, -2), word.slice(0, -1), word.slice(0, -3));
  if (word.endsWith('ing') && word.length > 5) {
    stems.push(word.slice(0, -3), `${word.slice(0, -3)}e`, word.slice(0, -4));
  }
  return stems;
}
