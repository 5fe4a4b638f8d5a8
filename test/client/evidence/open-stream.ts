import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {setTimeout as sleep} from 'node:timers/promises';
import type {Sandbox} from '../harness/make-sandbox.ts';

export type Stream = {
  /** Sends a prompt and waits for the end of its turn. */
  submit: (prompt: string) => Promise<void>;
  /** Waits until the client has been quiet for a while: it starts turns by itself, too. */
  settle: (quietMs: number) => Promise<void>;
  /** Closes the input and waits for the client's end. */
  end: () => Promise<void>;
  sessionId: () => string;
  /** What the client itself says that the session has cost so far, in USD. */
  cost: () => number;
};

const maxWaitMs = 30_000;

/** One long-lived `claude -p` that is fed turn by turn: the cheapest way to many turns. */
export function openStream(
  sandbox: Sandbox,
  {args = [], env = {}}: {args?: string[]; env?: Record<string, string>} = {},
): Stream {
  const streams = ['--input-format', 'stream-json', '--output-format', 'stream-json', '--verbose'];
  const client = spawn(sandbox.client, ['-p', ...streams, ...args], {
    cwd: sandbox.project,
    env: {...sandbox.env, ...env},
  });
  let turns = 0;
  let sessionId = '';
  let cost = 0;
  let lastAt = Date.now();
  let complaints = '';
  client.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  createInterface({input: client.stdout}).on('line', (line) => {
    lastAt = Date.now();
    const message = JSON.parse(line) as Record<string, unknown>;
    if (message.type === 'result') {
      turns += 1;
      cost = message.total_cost_usd as number;
      sessionId = message.session_id as string;
    }
  });
  const hasEnded = new Promise<void>((resolve) => client.once('close', () => resolve()));
  return {
    sessionId: () => sessionId,
    cost: () => cost,
    submit: async (prompt) => {
      const before = turns;
      const message = {type: 'user', message: {role: 'user', content: prompt}};
      client.stdin.write(`${JSON.stringify(message)}\n`);
      const endsAt = Date.now() + maxWaitMs;
      while (turns === before) {
        if (Date.now() > endsAt) throw new Error(`"${prompt}" did not end: ${complaints}`);
        await sleep(10);
      }
    },
    settle: async (quietMs) => {
      while (Date.now() - lastAt < quietMs) await sleep(50);
    },
    end: async () => {
      client.stdin.end();
      await hasEnded;
    },
  };
}
