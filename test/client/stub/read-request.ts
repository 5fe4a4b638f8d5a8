import type {IncomingHttpHeaders} from 'node:http';
import type {Message, MessagesBody, StubRequest} from './script.ts';

/** Reads the facts of a messages request out of its body and headers. */
export function readRequest(
  n: number,
  body: MessagesBody,
  headers: IncomingHttpHeaders,
): StubRequest {
  const agentId = headers['x-claude-code-agent-id'];
  return {
    n,
    model: body.model,
    isSubagent: agentId !== undefined,
    agentId: typeof agentId === 'string' ? agentId : undefined,
    isTitle: isTitle(body),
    effort: body.output_config?.effort,
    text: [...plainTexts(body.system), ...body.messages.flatMap(messageTexts)].join('\n'),
    tools: (body.tools ?? []).map((tool) => tool.name),
    body,
    headers: {...headers},
  };
}

function isTitle({tools = [], messages}: MessagesBody): boolean {
  const first = messages[0] === undefined ? [] : messageTexts(messages[0]);
  return tools.length === 0 && first.some((text) => text.startsWith('<session>'));
}

function messageTexts(message: Message): string[] {
  return plainTexts(message.content);
}

/** Every string under `text`, `content` or `input` of a value, so that a denial's reason counts too. */
function plainTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(plainTexts);
  if (typeof value !== 'object' || value === null) return [];
  const {text, content, input} = value as Record<string, unknown>;
  return [
    ...plainTexts(text),
    ...plainTexts(content),
    ...(input === undefined ? [] : [JSON.stringify(input)]),
  ];
}
