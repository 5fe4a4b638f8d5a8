import type {Rule} from '../config/config.ts';
import type {Route} from '../routing/route-prompt.ts';
import {fitsWildcard} from './fits-wildcard.ts';
import {listNamedPaths} from './list-named-paths.ts';

/** What a rule is held against. */
export interface RuledPrompt {
  prompt: string;
  route: Route;
  /** undefined: no repository, or nobody could look. */
  branch: string | undefined;
}

/** The first rule that fits the prompt, its route and the branch. */
export function findRule(
  rules: readonly Rule[] | undefined,
  {prompt, route, branch}: RuledPrompt,
): Rule | undefined {
  return rules?.find(({when}) => {
    const conditions = [
      ...(when.kind === undefined ? [] : [when.kind === route.kind]),
      ...(when.prompt === undefined ? [] : [hasPhrase(prompt, when.prompt)]),
      ...(when.path === undefined ? [] : [namesPath(prompt, when.path)]),
      ...(when.branch === undefined
        ? []
        : [branch !== undefined && fitsWildcard(branch, when.branch.trim())]),
    ];
    // A rule without a condition would route everything: that is what `tier` is for.
    return conditions.length > 0 && conditions.every(Boolean);
  });
}

/** `docs/*` also fits what a prompt names by a longer path: `./app/docs/intro.md`. */
function namesPath(prompt: string, wanted: string): boolean {
  const pattern = wanted.trim();
  if (pattern === '') return false;
  return listNamedPaths(prompt).some(
    (path) => fitsWildcard(path, pattern) || fitsWildcard(path, `*/${pattern}`),
  );
}

/** Whole words, any case, no pattern language: linear in the prompt, whatever the phrase. */
function hasPhrase(prompt: string, phrase: string): boolean {
  const text = prompt.toLowerCase();
  const wanted = phrase.trim().toLowerCase();
  if (wanted === '') {
    return false;
  }
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    if (!isWordPart(text[at - 1]) && !isWordPart(text[at + wanted.length])) {
      return true;
    }
  }
  return false;
}

function isWordPart(character: string | undefined): boolean {
  if (character === undefined || character < '\u0080') {
    return character !== undefined && /\w/.test(character);
  }
  // Built when it is needed: as a literal its classes cost every hook a quarter of a millisecond.
  return /[\p{L}\p{N}]/u.test(character);
}
