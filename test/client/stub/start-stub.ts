import {createServer, type IncomingMessage} from 'node:http';
import type {AddressInfo} from 'node:net';
import {readRequest} from './read-request.ts';
import type {Answer, MessagesBody, Script, StubRequest} from './script.ts';
import {echo} from './scripts/echo.ts';
import {say} from './scripts/say.ts';
import {sendAnswer} from './send-answer.ts';

export type Stub = {
  url: string;
  /** Method and address of every request, probes included. */
  requests: {method: string; url: string}[];
  /** The parsed `/v1/messages` requests, in order of arrival. */
  messages: () => StubRequest[];
  /** Those of the main thread's turns: no subagents, no request for a title. */
  mainMessages: () => StubRequest[];
  /** Replaces the script and forgets the requests so far, so that one stub serves several runs. */
  restart: (script: Script) => void;
  stop: () => Promise<void>;
};

/**
 * Starts a scripted stand-in of the Messages API on loopback.
 *
 * After `maxRequests` messages requests (default 200) it answers 400, after which the client gives up: a script or
 * a hook that goes round in circles ends there.
 */
export async function startStub({
  script = echo,
  maxRequests = 200,
}: {
  script?: Script;
  maxRequests?: number;
} = {}): Promise<Stub> {
  const requests: Stub['requests'] = [];
  const messages: StubRequest[] = [];
  let current = script;

  const server = createServer(async (incoming, response) => {
    const raw = await readAll(incoming);
    const url = incoming.url ?? '';
    requests.push({method: incoming.method ?? '', url});
    const body = parseBody(raw);
    if (body === undefined || !url.startsWith('/v1/messages') || url.includes('count_tokens')) {
      response.writeHead(200, {'content-type': 'application/json'});
      return response.end('{"input_tokens":10}');
    }
    const request = readRequest(messages.length + 1, body, incoming.headers);
    messages.push(request);
    const answer = await settle(
      messages.length > maxRequests ? tooMany(maxRequests) : play(current, request),
    );
    if (answer.kind === 'message' && answer.delayMs !== undefined)
      await new Promise((resolve) => setTimeout(resolve, answer.delayMs));
    if (!response.destroyed) sendAnswer(response, request, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    messages: () => [...messages],
    mainMessages: () => messages.filter((request) => !request.isSubagent && !request.isTitle),
    restart: (next) => {
      current = next;
      requests.length = 0;
      messages.length = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Hanging answers would keep the server open.
        server.closeAllConnections();
      }),
  };
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parseBody(raw: string): MessagesBody | undefined {
  try {
    const body = JSON.parse(raw) as MessagesBody;
    return typeof body.model === 'string' && Array.isArray(body.messages) ? body : undefined;
  } catch {
    return undefined;
  }
}

// A script that throws must fail the run, not leave the client waiting.
function play(script: Script, request: StubRequest): Answer {
  try {
    return request.isTitle ? say('{"title":"A session"}') : script(request);
  } catch (error) {
    return badRequest(`script failed: ${String(error)}`);
  }
}

async function settle(answer: Answer): Promise<Exclude<Answer, {kind: 'later'}>> {
  return answer.kind === 'later' ? settle(await answer.answer) : answer;
}

const tooMany = (maxRequests: number) => badRequest(`more than ${maxRequests} requests`);

function badRequest(message: string): Answer {
  return {kind: 'error', status: 400, type: 'invalid_request_error', message: `stub: ${message}`};
}
