import {randomUUID} from 'node:crypto';
import {setTimeout as sleep} from 'node:timers/promises';
import {execa} from 'execa';
import type {Sandbox} from './make-sandbox.ts';

export type Tui = {
  /** Types text into the input box, without Enter. */
  type: (text: string) => Promise<void>;
  /** Presses keys by their tmux names: `Enter`, `Escape`, `Down`, `C-c`, `S-Tab`. */
  press: (...keys: string[]) => Promise<void>;
  /** Types a prompt and sends it. */
  submit: (text: string) => Promise<void>;
  /** What the person sees now. */
  screen: () => Promise<string>;
  /** Waits until the screen contains the text (default 20 s); a timeout throws with the last screen. */
  waitFor: (expected: string | RegExp, timeoutMs?: number) => Promise<string>;
  /** Waits until the screen has not changed for `quietMs` (default 800). */
  waitUntilSettled: (quietMs?: number, timeoutMs?: number) => Promise<string>;
  stop: () => Promise<void>;
};

const pollMs = 100;

/**
 * Starts an interactive session under tmux, on a socket of its own inside the sandbox.
 *
 * The permission mode is `acceptEdits` unless `args` name one: 2.1.330 starts in `auto`, whose check does not
 * pass a base URL of one's own, so that the first Agent call ends in a dialog about the gateway.
 */
export async function runTui(
  sandbox: Sandbox,
  {
    args = [],
    env = {},
    columns = 120,
    rows = 45,
  }: {args?: string[]; env?: Record<string, string>; columns?: number; rows?: number} = {},
): Promise<Tui> {
  const socket = `tierwise-${randomUUID().slice(0, 8)}`;
  const tmux = (...command: string[]) =>
    execa('tmux', ['-L', socket, '-f', '/dev/null', ...command], {
      cwd: sandbox.project,
      env: {...sandbox.env, ...env, TMUX_TMPDIR: sandbox.root},
      extendEnv: false,
      stripFinalNewline: false,
    });

  const screen = async () => (await tmux('capture-pane', '-p', '-t', 'main')).stdout;
  const press = async (...keys: string[]) => {
    await tmux('send-keys', '-t', 'main', ...keys);
  };
  const type = async (text: string) => {
    // tmux takes a semicolon at the end for its own.
    await tmux('send-keys', '-t', 'main', '-l', '--', text.replace(/;$/, '\\;'));
  };

  const waitFor = async (expected: string | RegExp, timeoutMs = 20_000) => {
    const endsAt = Date.now() + timeoutMs;
    let last = '';
    while (Date.now() < endsAt) {
      last = await screen();
      if (typeof expected === 'string' ? last.includes(expected) : expected.test(last)) return last;
      await sleep(pollMs);
    }
    throw new Error(`The screen did not show ${String(expected)} in ${timeoutMs} ms:\n${last}`);
  };

  const waitUntilSettled = async (quietMs = 800, timeoutMs = 20_000) => {
    const endsAt = Date.now() + timeoutMs;
    let last = await screen();
    let sameSince = Date.now();
    while (Date.now() < endsAt) {
      await sleep(pollMs);
      const next = await screen();
      if (next !== last) sameSince = Date.now();
      last = next;
      if (Date.now() - sameSince >= quietMs) return last;
    }
    throw new Error(`The screen did not settle in ${timeoutMs} ms:\n${last}`);
  };

  // The last screen stays when the client ends by itself, so that a test can still read it.
  const keepScreen = ['set', '-g', 'remain-on-exit', 'on'];
  const size = ['-x', String(columns), '-y', String(rows)];
  const hasMode = args.includes('--permission-mode');
  const mode = hasMode ? [] : ['--permission-mode', 'acceptEdits'];
  const withoutTmux = ['env', '-u', 'TMUX', '-u', 'TMUX_PANE', '-u', 'TMUX_TMPDIR'];
  const session = ['new-session', '-d', '-s', 'main', ...size, ...withoutTmux];
  await tmux('start-server', ';', ...keepScreen, ';', ...session, sandbox.client, ...mode, ...args);

  return {
    type,
    press,
    submit: async (text) => {
      await type(text);
      // Enter in the same burst as the text would count as a pasted newline.
      await sleep(400);
      await press('Enter');
    },
    screen,
    waitFor,
    waitUntilSettled,
    stop: async () => {
      await tmux('kill-server').catch(() => undefined);
    },
  };
}
