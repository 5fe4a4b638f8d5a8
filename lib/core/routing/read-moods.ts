import {classesOf} from './find-classes.ts';
import type {WordClass} from './lexicon.ts';
import type {Reading} from './read-prompt.ts';
import {courtesy, endsSentence} from './split-words.ts';

/** Words that begin an order. */
const verbs: readonly WordClass[] = [
  'runs',
  'opens',
  'gitverb',
  'more',
  'changes',
  'adds',
  'removes',
  'renames',
  'fixes',
  'builds',
  'reviews',
  'scans',
  'testing',
  'refactors',
  'plans',
  'migrates',
];
const wishes = [
  ...['can_you', 'could_you', 'would_you', 'will_you', 'please', 'i_want', 'i_need', 'id_like'],
  ...['i_would_like', 'we_need', 'lets', 'let_us', 'can_we', 'should', 'need_to', 'help_me'],
];

/** A letter for each sentence of a wish: `d` tells to do, `q` asks, `w` wishes, `s` only states. */
export function readMoods(words: readonly string[], {before}: Pick<Reading, 'before'>): string {
  let moods = '';
  let sentence: string[] = [];
  for (const word of [...words, '.']) {
    if (!endsSentence(word)) sentence.push(word);
    else if (sentence.length > 0) {
      // "Can you" was cut off in front of the first one.
      moods += moods === '' && before('request') ? 'd' : moodOf(sentence, word);
      sentence = [];
    }
  }
  return moods;
}

function moodOf(sentence: readonly string[], end: string): string {
  const lead = leadOf(sentence);
  if (lead.some((name) => verbs.includes(name))) return 'd';
  if (end === '?' || lead.includes('asks')) return 'q';
  const phrase = sentence.join('_');
  return wishes.some((each) => phrase.includes(each)) ? 'w' : 's';
}

/** The classes of the first word that is no courtesy. */
function leadOf(sentence: readonly string[]): readonly WordClass[] {
  for (const word of sentence) {
    const classes = classesOf(word);
    if (!classes.some((name) => courtesy.includes(name))) return classes;
  }
  return [];
}
