import type {StubRequest} from '../stub/script.ts';

/** The tier that each request asks for: `claude-haiku-5-5` asks for haiku. */
export function tiersOf(requests: readonly StubRequest[]): string[] {
  return requests.map(({model}) => /haiku|sonnet|opus/.exec(model)?.[0] ?? model);
}
