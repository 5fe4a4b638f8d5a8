import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {build} from 'esbuild';
import {execa} from 'execa';
import {beforeAll, expect, it} from 'vitest';
import {readReadings} from '../../lib/edge/quota-file.ts';
import {temporaryFolder} from '../edge/temporary-folder.ts';

const resets = Math.floor(Date.now() / 1000) + 3600;
const input = JSON.stringify({
  model: {id: 'claude-opus-5-5'},
  rate_limits: {
    five_hour: {used_percentage: 35, resets_at: resets},
    seven_day: {used_percentage: 41, resets_at: resets},
  },
});

let program = '';

async function show(home: string, args: string[], text = input) {
  const {stdout, stderr, exitCode} = await execa(process.execPath, [program, ...args], {
    env: {TIERWISE_HOME: home, PATH: process.env.PATH},
    extendEnv: false,
    input: text,
    reject: false,
  });
  return {stdout, stderr, exitCode};
}

beforeAll(async () => {
  program = join(process.env.TMPDIR ?? '/tmp', `tierwise-status-line-${process.pid}.cjs`);
  await build({
    ...{entryPoints: ['hooks/status-line.ts'], outfile: program, bundle: true},
    ...{platform: 'node', target: 'node20', format: 'cjs', logLevel: 'error'},
  });
});

it('passes the user’s own status line through, with its input, output and exit code', async () => {
  const home = temporaryFolder();
  const own = 'cat; printf "\\n$0 \\"x\\""; echo oops >&2; exit 3';
  expect(await show(home, ['--', own])).toEqual({
    stdout: `${input}\nsh "x"`,
    stderr: 'oops',
    exitCode: 3,
  });
});

it('keeps what is told of the plan, and nothing twice', async () => {
  const home = temporaryFolder();
  await show(home, ['--', 'true']);
  await show(home, ['--', 'true']);
  expect(readReadings(join(home, 'quota'), 0)).toMatchObject([
    {window: 'five_hour', used: 0.35, resetsAtMs: resets * 1000, source: 'status-line'},
    {window: 'seven_day', used: 0.41},
  ]);
});

it('says itself what is used where there is no other, and nothing when nothing is told', async () => {
  const home = temporaryFolder();
  expect(await show(home, [])).toMatchObject({stdout: '5 hours 35 % · week 41 %', exitCode: 0});
  expect(await show(home, [], '{}')).toMatchObject({stdout: '', exitCode: 0});
});

it.each(['', '{', '[]', '{"rate_limits": 3}'])(
  'loses no status line to the input %j',
  async (text) => {
    const home = temporaryFolder();
    expect(await show(home, ['--', 'echo mine'], text)).toMatchObject({
      stdout: 'mine',
      exitCode: 0,
    });
    expect(readdirSync(home).filter((name) => name === 'quota')).toEqual([]);
  },
);
