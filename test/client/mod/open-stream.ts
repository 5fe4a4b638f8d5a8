import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {setTimeout as sleep} from 'node:timers/promises';
import {onTestFinished} from 'vitest';
import type {ModBed} from './open-mod-bed.ts';

export type Stream = {
  /** Sends a prompt, waits for the end of its turn and returns the client's result of it. */
  ask: (prompt: string) => Promise<Record<string, unknown>>;
  /** Sends a prompt and does not wait. */
  send: (prompt: string) => void;
  /** Sends a request of the host's, as an SDK does: `set_model` and its like. */
  control: (request: Record<string, unknown>) => Promise<void>;
  /** Waits until this many turns have ended since the start. */
  waitForTurns: (count: number) => Promise<void>;
  end: () => Promise<void>;
  /** Id of the client's process. */
  pid: number;
};

/** One long `claude -p` with the plugin, fed turn by turn: the cheapest way to many turns. */
export function openStream(
  bed: ModBed,
  {
    args = [],
    env = {},
    model = 'opus',
    hasPlugin = true,
  }: {
    args?: string[];
    env?: Record<string, string>;
    /** null: no --model at all. */
    model?: string | null;
    hasPlugin?: boolean;
  } = {},
): Stream {
  const streams = ['--input-format', 'stream-json', '--output-format', 'stream-json', '--verbose'];
  const plugin = hasPlugin ? ['--plugin-dir', bed.plugin] : [];
  const named = model === null ? [] : ['--model', model];
  const client = spawn(bed.sandbox.client, ['-p', ...streams, ...plugin, ...named, ...args], {
    cwd: bed.sandbox.project,
    env: {...bed.sandbox.env, ...env},
  });
  onTestFinished(() => {
    client.kill('SIGKILL');
  });
  const results: Record<string, unknown>[] = [];
  const answered = new Set<string>();
  let complaints = '';
  client.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  createInterface({input: client.stdout}).on('line', (line) => {
    const message = JSON.parse(line) as Record<string, unknown>;
    if (message.type === 'result') results.push(message);
    if (message.type === 'control_response')
      answered.add(String((message.response as Record<string, unknown>).request_id));
  });
  const hasEnded = new Promise<void>((resolve) => client.once('close', () => resolve()));
  const write = (value: object) => client.stdin.write(`${JSON.stringify(value)}\n`);
  const send = (prompt: string) => {
    write({type: 'user', message: {role: 'user', content: prompt}});
  };
  const until = async (what: string, isDone: () => boolean) => {
    const endsAt = Date.now() + 30_000;
    while (!isDone()) {
      if (Date.now() > endsAt) throw new Error(`${what} did not come in 30 s: ${complaints}`);
      await sleep(5);
    }
  };
  const waitForTurns = (count: number) => until(`turn ${count}`, () => results.length >= count);
  let controls = 0;
  return {
    send,
    waitForTurns,
    pid: client.pid ?? 0,
    ask: async (prompt) => {
      const before = results.length;
      send(prompt);
      await waitForTurns(before + 1);
      return results[before] ?? {};
    },
    control: async (request) => {
      const request_id = `control-${++controls}`;
      write({type: 'control_request', request_id, request});
      await until(request_id, () => answered.has(request_id));
    },
    end: async () => {
      client.stdin.end();
      await hasEnded;
    },
  };
}
