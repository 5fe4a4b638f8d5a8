import type {Script} from '../script.ts';
import {delegateOnce} from './delegate-once.ts';

/** Calls Agent once per turn with this input, then answers; `description` and `prompt` have defaults. */
export function callAgent(input: Record<string, unknown>): Script {
  return (request) =>
    delegateOnce(request, {description: 'do the work', prompt: 'Do the work.', ...input});
}
