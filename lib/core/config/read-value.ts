import type {Result} from '../failure/failure.ts';
import {refusalOf} from './check-config.ts';
import {type ConfigKeyName, configKeys} from './config-keys.ts';

/**
 * The value that a word of the command line means for a key: the word itself where the key takes
 * it, else what it is as JSON.
 */
export function readValue(
  path: readonly [ConfigKeyName, ...string[]],
  word: string,
): Result<unknown> {
  const [key, name] = path;
  const candidates: unknown[] = [word, ...parse(word)];
  const nest = (value: unknown) => ({[key]: name === undefined ? value : {[name]: value}});
  const accepted = candidates.filter((value) => refusalOf(nest(value)) === undefined);
  if (accepted.length > 0) {
    return {ok: true, value: accepted[0]};
  }
  const asJson = candidates.at(-1);
  const expected =
    name === undefined || typeof asJson === 'object'
      ? configKeys[key].expected
      : (refusalOf(nest(word)) as string);
  const found = word.length > 40 ? `${word.slice(0, 39)}…` : word;
  return {
    ok: false,
    failure: {code: 'config-value-wrong', key: path.join('.'), expected, found: `"${found}"`},
  };
}

function parse(word: string): unknown[] {
  try {
    return [JSON.parse(word)];
  } catch {
    return [];
  }
}
