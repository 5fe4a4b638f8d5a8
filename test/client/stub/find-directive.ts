import {hookContexts} from './hook-contexts.ts';
import type {StubRequest} from './script.ts';

/**
 * The agent that the directive of the last turn names first, if that turn carries a directive. Only hook contexts
 * count: the list of agents that the client sends also names ours.
 */
export function findDirective(request: StubRequest): string | undefined {
  return hookContexts(request)
    .map((context) => /tierwise-(?:haiku|sonnet|opus)/.exec(context)?.[0])
    .findLast((agent) => agent !== undefined);
}
