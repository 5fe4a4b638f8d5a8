import {lastTurn} from '../stub/last-turn.ts';
import type {Answer, AnswerBlock, Script, StubRequest} from '../stub/script.ts';
import {obeyDirective} from '../stub/scripts/obey-directive.ts';
import {say} from '../stub/scripts/say.ts';
import {useTool} from '../stub/scripts/use-tool.ts';

/** Said in every prompt, to people and to agents: it must turn up nowhere in our files or outputs. */
export const canary = 'canary-5f1e77a9';

/** A prompt that is sent to haiku; the model does with it what `#name` says. */
export function prompt(name: string): string {
  return `run the tests and show me the failures #${name} ${canary}`;
}

/**
 * A model that obeys, ignores, delegates elsewhere, to several agents or in the background, by the
 * name in the prompt. No two answers have the same usage, so that no request can stand for another.
 */
export const playCases: Script = (request) => {
  const answer = request.isSubagent ? playAgent(request) : playMain(request);
  return answer.kind === 'message' ? {...answer, usage: usageOf(request.n)} : answer;
};

function playAgent(request: StubRequest): Answer {
  const {prompt: task, blocks} = lastTurn(request);
  const hasWorked = blocks.some((block) => block.type === 'tool_use');
  if (task.includes('#slow')) {
    return {...say('done'), delayMs: 400} as Answer;
  }
  return task.includes('#tool') && !hasWorked ? useTool('Bash', {command: 'true'}) : say('done');
}

function playMain(request: StubRequest): Answer {
  const {prompt: said, blocks} = lastTurn(request);
  const hasCalled = blocks.some((block) => block.type === 'tool_use' && block.name === 'Agent');
  const name = /#(\w+)/.exec(said)?.[1];
  if (name === 'obey') {
    return obeyDirective(request);
  }
  if (name === 'inline') {
    return say('done inline');
  }
  if (name === 'gate') {
    const denied = blocks.filter((block) => block.type === 'tool_use').length;
    return denied < 3 ? useTool('Bash', {command: 'true'}) : say('done inline');
  }
  const calls = hasCalled ? undefined : agentCalls[name ?? ''];
  return calls === undefined ? say('done') : {kind: 'message', content: calls};
}

const agentCalls: Record<string, AnswerBlock[]> = {
  wrong: [call({subagent_type: 'general-purpose', model: 'opus', run_in_background: false})],
  several: [
    {type: 'text', text: 'Two at once.'},
    call({subagent_type: 'general-purpose', prompt: `#tool ${canary}`, run_in_background: false}),
    call({subagent_type: 'Explore', model: 'sonnet', run_in_background: false}),
  ],
  background: [
    call({subagent_type: 'general-purpose', prompt: `#slow ${canary}`, run_in_background: true}),
  ],
};

function call(input: Record<string, unknown>): AnswerBlock {
  return {
    type: 'tool_use',
    name: 'Agent',
    input: {description: 'do the work', prompt: `Do it. ${canary}`, ...input},
  };
}

/** Every field tells the number of the request, each on a scale of its own. */
function usageOf(n: number): Record<string, number> {
  const usage: Record<string, unknown> = {
    input_tokens: 10 + n,
    output_tokens: 1000 + 3 * n,
    cache_read_input_tokens: 20_000 + 5 * n,
    cache_creation_input_tokens: 500 + 8 * n,
    cache_creation: {ephemeral_5m_input_tokens: 300 + n, ephemeral_1h_input_tokens: 200 + 7 * n},
  };
  return usage as Record<string, number>;
}

export interface Seen {
  requests: number;
  tokens: Record<string, number>;
}

/** What the stub saw, by model: the truth that the report has to tell. */
export function sumSeen(requests: readonly StubRequest[]): Record<string, Seen> {
  const sums: Record<string, Seen> = {};
  for (const {model, n, isTitle} of requests) {
    if (isTitle) continue;
    const usage = usageOf(n) as unknown as Record<string, never>;
    const cache = usage.cache_creation as unknown as Record<string, number>;
    const tokens: Record<string, number> = {
      input: usage.input_tokens as never,
      output: usage.output_tokens as never,
      cacheRead: usage.cache_read_input_tokens as never,
      cacheWrite5m: cache.ephemeral_5m_input_tokens as number,
      cacheWrite1h: cache.ephemeral_1h_input_tokens as number,
    };
    const before = sums[model];
    sums[model] = {
      requests: (before?.requests ?? 0) + 1,
      tokens: Object.fromEntries(
        Object.entries(tokens).map(([name, count]) => [name, count + (before?.tokens[name] ?? 0)]),
      ),
    };
  }
  return sums;
}
