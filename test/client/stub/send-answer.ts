import type {ServerResponse} from 'node:http';
import type {Answer, AnswerBlock, StubRequest} from './script.ts';

const defaultUsage = {
  input_tokens: 100,
  output_tokens: 20,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
};

/** Sends one answer: server-sent events in the order of the real API, one JSON body without `stream`. */
export function sendAnswer(response: ServerResponse, request: StubRequest, answer: Answer): void {
  switch (answer.kind) {
    case 'hang':
      break;
    case 'cut':
      startStream(response, request, messageOf(request, []));
      // The start is given time to leave: a cut is a stream that ends half way, not a refused connection.
      setTimeout(() => response.destroy(), 20);
      break;
    case 'error':
      sendError(response, answer);
      break;
    case 'message': {
      const message = messageOf(request, answer.content, answer.usage);
      if (request.body.stream === true) sendStream(response, request, message, answer.headers);
      else sendJson(response, 200, message, answer.headers);
    }
  }
}

type Headers = Record<string, string>;
type ApiMessage = ReturnType<typeof messageOf>;

function messageOf(
  {n, model}: StubRequest,
  blocks: AnswerBlock[],
  usage: Record<string, number> = {},
) {
  const content = blocks.map((block, i) =>
    block.type === 'tool_use' ? {id: `toolu_${n}_${i}`, ...block} : block,
  );
  return {
    id: `msg_${n}`,
    type: 'message',
    role: 'assistant',
    model,
    content,
    stop_reason: content.some((block) => block.type === 'tool_use') ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: {...defaultUsage, ...usage},
  };
}

function sendError(response: ServerResponse, answer: Answer & {kind: 'error'}): void {
  const {status, headers, type = 'api_error', message = `stub: ${status}`} = answer;
  sendJson(response, status, {type: 'error', error: {type, message}}, headers);
}

function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Headers = {},
): void {
  response.writeHead(status, {'content-type': 'application/json', ...headers});
  response.end(JSON.stringify(value));
}

function sendStream(
  response: ServerResponse,
  request: StubRequest,
  message: ApiMessage,
  headers?: Headers,
): void {
  startStream(response, request, message, headers);
  for (const [index, block] of message.content.entries()) sendBlock(response, index, block);
  const {stop_reason, stop_sequence, usage} = message;
  sendEvent(response, 'message_delta', {
    delta: {stop_reason, stop_sequence},
    usage: {output_tokens: usage.output_tokens},
  });
  sendEvent(response, 'message_stop', {});
  response.end();
}

function startStream(
  response: ServerResponse,
  {n}: StubRequest,
  message: ApiMessage,
  headers: Headers = {},
): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'request-id': `req_${n}`,
    ...headers,
  });
  const usage = {...message.usage, output_tokens: 1};
  sendEvent(response, 'message_start', {
    message: {...message, content: [], stop_reason: null, usage},
  });
  sendEvent(response, 'ping', {});
}

function sendBlock(response: ServerResponse, index: number, block: AnswerBlock): void {
  const isText = block.type === 'text';
  const content_block = isText ? {type: 'text', text: ''} : {...block, input: {}};
  sendEvent(response, 'content_block_start', {index, content_block});
  for (const part of halves(isText ? block.text : JSON.stringify(block.input))) {
    const delta = isText
      ? {type: 'text_delta', text: part}
      : {type: 'input_json_delta', partial_json: part};
    sendEvent(response, 'content_block_delta', {index, delta});
  }
  sendEvent(response, 'content_block_stop', {index});
}

function sendEvent(response: ServerResponse, type: string, data: object): void {
  response.write(`event: ${type}\ndata: ${JSON.stringify({type, ...data})}\n\n`);
}

// Two deltas per block: a client that kept only the last one would be noticed.
function halves(text: string): string[] {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)].filter((part) => part !== '');
}
