import {handBackPhrase} from '../decision/write-directive.ts';

/** Said at the start of a line, in bold or not, as the agents are told to: not inside a sentence. */
export function isHandBack(text: string): boolean {
  return text
    .toLowerCase()
    .split('\n')
    .some((line) => line.replace(/^[\s>#*_-]+/, '').startsWith(handBackPhrase));
}
