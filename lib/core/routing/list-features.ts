import {classesOf, letters} from './find-classes.ts';
import {lexicon, type WordClass} from './lexicon.ts';
import {readMoods} from './read-moods.ts';
import type {Reading} from './read-prompt.ts';
import type {Rule} from './rule.ts';
import {endsSentence} from './split-words.ts';

const classes = Object.keys(lexicon) as WordClass[];
const objects: readonly WordClass[] = [
  'look',
  'part',
  'generic',
  'deictic',
  'setting',
  'screen',
  'problem',
  'more',
  'hard',
  'larger',
  'testing',
  'about',
  'mutate',
  'gitverb',
];
const marks = '.?!,;:\n';
/** Words that change nothing about the work, wherever they stand. */
const courtesy = /^(?:please|pls|plz|kindly|)$/;
const maxWords = 60;

/**
 * What the learned weights look at, as names: the rule that applies, classes of words by where they
 * stand, how much is said, and the words themselves. Case, courtesy and code change few of them.
 */
export function listFeatures(reading: Reading, rule: Rule | undefined): Set<string> {
  const words = reading.wish.split(' ', maxWords).filter((word) => !courtesy.test(word));
  const opening = reading.opening.split(' ', maxWords).filter((word) => !isMark(word));
  const found = new Set([`r:${rule?.name}`, `t:${rule?.tier}${rule && tenths(rule.confidence)}`]);
  addClasses(found, reading);
  addCounts(found, reading);
  addWords(found, words);
  addOpening(found, opening, reading);
  addShape(found, words);
  addEndings(found, words);
  addSentences(found, words);
  addMoods(found, words, reading);
  addLayout(found, reading.text);
  return found;
}

function addClasses(found: Set<string>, reading: Reading): void {
  for (const name of classes) {
    if (reading.opens(name)) found.add(`o:${name}`);
    if (reading.has(name)) found.add(`h:${name}`);
    if (reading.names(name)) found.add(`n:${name}`);
    if (reading.before(name) && name !== 'polite') found.add(`b:${name}`);
  }
  for (const cue of reading.cues) found.add(`c:${cue}`);
}

function addCounts(found: Set<string>, reading: Reading): void {
  found.add(`count:${bucket(reading.count)}`);
  found.add(`content:${bucket(reading.content)}`);
  found.add(`specific:${bucket(reading.specific)}`);
  found.add(`sentences:${Math.min(4, reading.sentences)}`);
  if (reading.turned) found.add('turned');
  if (reading.asks) found.add('asks');
  if (reading.newPart) found.add('newPart');
}

function addWords(found: Set<string>, words: readonly string[]): void {
  let isFirst = true;
  for (const [at, word] of words.entries()) {
    found.add(`w:${word}`);
    const next = words[at + 1];
    if (next !== undefined && at < 30) found.add(`2:${word} ${next}`);
    if (isFirst && !isMark(word)) found.add(`s:${word}`);
    isFirst = isFirst ? isMark(word) : endsSentence(word);
  }
  if (words.length > 0) found.add(`l:${words.at(-1)}`);
}

function addOpening(found: Set<string>, opening: readonly string[], reading: Reading): void {
  const [first, second, third] = opening;
  if (first === undefined) return;
  found.add(`1:${first}`);
  found.add(`1s:${first} ${bucket(reading.specific)}`);
  if (reading.asks) found.add(`1?:${first}`);
  if (second !== undefined) found.add(`12:${first} ${second}`);
  if (third !== undefined) found.add(`123:${first} ${second} ${third}`);
  found.add(`ol:${opening.at(-1)}`);
  const named = new Set(opening.slice(1).flatMap((word) => classesOf(word)));
  for (const object of objects) {
    if (!named.has(object)) continue;
    found.add(`x:${first} ${object}`);
    for (const name of classes) if (reading.opens(name)) found.add(`X:${name} ${object}`);
  }
}

/** The first words as classes: "change the color to" and "make the title bold" look alike. */
function addShape(found: Set<string>, words: readonly string[]): void {
  const shape = words.map(shapeOf);
  for (let at = 0; at + 1 < shape.length; at++) {
    const pair = `${shape[at]} ${shape[at + 1]}`;
    found.add(`q:${pair}`);
    if (at < 6) found.add(`p:${pair}`);
  }
  found.add(`P:${shape.slice(0, 3).join(' ')}`);
}

/** How words end that the lexicon does not know: "-tion", "-ing" and slips say what they are. */
function addEndings(found: Set<string>, words: readonly string[]): void {
  for (const word of words) {
    if (word.length < 4 || !letters.test(word) || classesOf(word).length > 0) continue;
    found.add(`e:${word.slice(-2)}`);
    found.add(`e:${word.slice(-3)}`);
  }
}

/** The class of the word that each sentence starts with, and that the last one starts with. */
function addSentences(found: Set<string>, words: readonly string[]): void {
  let last: readonly WordClass[] = [];
  let isFirst = true;
  for (const word of words) {
    if (endsSentence(word)) isFirst = true;
    else if (isFirst) {
      isFirst = false;
      last = classesOf(word).slice(0, 3);
      for (const name of last) found.add(`si:${name}`);
    }
  }
  for (const name of last) found.add(`sl:${name}`);
}

/** What the sentences are for: a prompt that only states is mostly an answer. */
function addMoods(found: Set<string>, words: readonly string[], reading: Reading): void {
  const moods = readMoods(words, reading);
  const wants = /[dqw]/.test(moods);
  found.add(`m:${moods.slice(0, 4)}`);
  found.add(`m1:${moods[0]}`);
  found.add(`ml:${moods.at(-1)}`);
  found.add(`mn:${wants}${bucket(moods.length)}`);
  found.add(`mc:${wants}${bucket(reading.content)}`);
}

/** Lists, figures and long sentences, by how much of them there is. */
function addLayout(found: Set<string>, text: string): void {
  const countOf = (mark: RegExp) => text.match(mark)?.length ?? 0;
  found.add(`lines:${Math.min(3, countOf(/\n/g))}`);
  found.add(`digits:${Math.min(3, countOf(/\d/g))}`);
  found.add(`commas:${Math.min(4, countOf(/,/g))}`);
}

function shapeOf(word: string): string {
  if (isMark(word) || word.startsWith('\u00a7')) return word;
  return classesOf(word)[0] ?? '_';
}

function isMark(word: string): boolean {
  return word === '' || marks.includes(word);
}

function tenths(share: number): number {
  return Math.floor(share * 10);
}

function bucket(count: number): number {
  return [0, 1, 2, 4, 7, 12, 20, 40].find((limit) => count <= limit) ?? 99;
}
