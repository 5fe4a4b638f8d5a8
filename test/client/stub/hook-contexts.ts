import {lastTurn} from './last-turn.ts';
import type {StubRequest} from './script.ts';

const contextMark = 'UserPromptSubmit hook additional context: ';

/** What prompt hooks told the model in the last turn of a request, oldest first. */
export function hookContexts(request: StubRequest): string[] {
  return lastTurn(request)
    .blocks.filter((block) => block.role !== 'assistant' && block.type === 'text')
    .flatMap((block) => (block.text ?? '').split(contextMark).slice(1));
}
