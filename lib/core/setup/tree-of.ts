import type {Node} from 'jsonc-parser';
import {parseSettings} from './parse-settings.ts';

/** For a text that is known to parse: each edit of ours leaves strict JSON. */
export function treeOf(text: string): Node {
  const parsed = parseSettings(text);
  if (!parsed.ok) {
    throw new Error(`an edit broke the settings: ${parsed.failure.code}`);
  }
  return parsed.value;
}
