import {execFileSync} from 'node:child_process';
import {chmodSync, existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {put, temporaryFolder} from './edge/temporary-folder.ts';

/** One start of the fake client, as it saw it. */
interface FakeCall {
  prompt: string;
  args: string[];
  env: string[];
  folder: string;
  pid: number;
  /** The value after a flag. */
  flag: (name: string) => string | undefined;
}

export interface FakeClient {
  /** A PATH on which `claude` is the fake. */
  path: string;
  /** What it does from now on: `sh`, with the words of `words` below. */
  does: (script: string) => void;
  calls: () => FakeCall[];
  /** Lets a client go on that waits with `wait_for`. */
  go: (name: string) => void;
  /** When a client has come to `reached`. */
  reached: (name: string) => Promise<void>;
}

/**
 * What a fake client can do: `say` its answer, `fail` with an HTTP status, tell the test that it has
 * `reached` a place, `wait_for` the test. `$call` is the number of the start, `$tier` the model.
 */
const words = `
tell() { printf '%s\\n' "$1"; }
answer() {
  tell '{"type":"assistant","message":{"id":"m'"$call"'","model":"claude-'"$tier"'-5-5","usage":{"input_tokens":10,"output_tokens":5},"content":[{"type":"text","text":"x"}]}}'
}
say() {
  answer
  tell '{"type":"result","subtype":"success","is_error":false,"result":"'"$1"'","num_turns":1,"total_cost_usd":'"\${2:-0.01}"'}'
}
fail() {
  tell '{"type":"result","subtype":"success","is_error":true,"api_error_status":'"$1"',"result":"API Error: '"$1 $2"'","num_turns":1,"total_cost_usd":0}'
  exit 1
}
reached() { : >"$FAKE/at-$1"; }
wait_for() { while [ ! -e "$FAKE/go-$1" ]; do sleep 0.02; done; }
`;

/** Puts a `claude` of a few lines on a PATH of its own; it does what the test says. */
export function fakeClient(script = 'say done'): FakeClient {
  const folder = temporaryFolder();
  const program = put(
    join(folder, 'bin', 'claude'),
    `#!/bin/sh
FAKE='${folder}'
prompt=$(cat)
call=1
while ! mkdir "$FAKE/call-$call" 2>/dev/null; do call=$((call + 1)); done
tier=own
last=
for argument in "$@"; do
  [ "$last" = --model ] && tier=$argument
  last=$argument
done
here="$FAKE/call-$call"
printf '%s' "$prompt" >"$here/prompt"
printf '%s\\0' "$@" >"$here/args"
env >"$here/env"
pwd >"$here/folder"
echo $$ >"$here/pid"
${words}
. "$FAKE/script"
`,
  );
  chmodSync(program, 0o755);
  const does = (text: string) => writeFileSync(join(folder, 'script'), text);
  does(script);
  return {
    path: `${join(folder, 'bin')}:/usr/bin:/bin`,
    does,
    calls: () =>
      readdirSync(folder)
        .filter((name) => existsSync(join(folder, name, 'pid')))
        .sort((left, right) => Number(left.slice(5)) - Number(right.slice(5)))
        .map((name) => readCall(join(folder, name))),
    go: (name) => writeFileSync(join(folder, `go-${name}`), ''),
    reached: (name) => eventually(() => existsSync(join(folder, `at-${name}`))),
  };
}

function readCall(folder: string): FakeCall {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const args = read('args').split('\0');
  return {
    args,
    prompt: read('prompt'),
    env: read('env').split('\n'),
    folder: read('folder').trim(),
    pid: Number(read('pid')),
    flag: (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined),
  };
}

/** Waits until the condition holds, for a minute at most. */
export async function eventually(holds: () => boolean): Promise<void> {
  const end = performance.now() + 60_000;
  while (!holds()) {
    if (performance.now() > end) {
      throw new Error('it never came true');
    }
    await wait(10);
  }
}

/** Process ids of everything that has this text in its environment; one that has ended does not count. */
export function marked(text: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && pid !== process.pid && isMarked(pid, text));
}

function isMarked(pid: number, text: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(text);
  } catch {
    return false;
  }
}

/** Whether there is such a process; one that has ended, and that nobody has asked about, is none. */
export function isAlive(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], {encoding: 'utf8'});
    return !state.startsWith('Z');
  } catch {
    return false;
  }
}
