import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {installVerb} from '../../../lib/cli/verbs/install.ts';
import {uninstallVerb} from '../../../lib/cli/verbs/uninstall.ts';
import {ask, isInteractive} from '../../../lib/edge/terminal.ts';
import {assistantLine, userLine} from '../../core/preview/transcript-lines.ts';
import {put, temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

vi.mock(import('../../../lib/edge/terminal.ts'), async (original) => ({
  ...(await original()),
  ask: vi.fn(),
  isInteractive: vi.fn(),
}));

let home: string;
const inClaude = (...names: string[]) => join(home, '.claude', ...names);
const install = (...args: string[]) =>
  call([installVerb(), uninstallVerb()], ['install', ...args], {home});

beforeEach(() => {
  home = temporaryFolder();
  for (const name of [
    'hybrid-selector',
    'pre-tool-agent',
    'post-tool-metrics',
    'session-start',
    'user-prompt-submit',
  ]) {
    put(join(home, 'dist', 'hooks', `${name}.cjs`), name);
  }
  put(join(home, 'dist', 'tierwise.cjs'), '');
  put(join(home, 'dist', 'agents', 'tierwise-haiku.md'), '');
  vi.mocked(isInteractive).mockReturnValue(true);
});
afterEach(() => vi.resetAllMocks());

const answers = (...words: (string | undefined)[]) => {
  for (const word of words) {
    vi.mocked(ask).mockResolvedValueOnce(word);
  }
};
const isInstalled = () => existsSync(inClaude('settings.json'));

describe('install on a terminal', () => {
  it('shows what it would do with the last prompts, and asks', async () => {
    put(
      inClaude('projects', 'p', 'a.jsonl'),
      [
        userLine('run the tests and show me the failures'),
        assistantLine('a'),
        userLine('yes'),
      ].join('\n'),
    );
    answers('on');
    const {stdout, exitCode} = await install();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ {2}haiku {2}run +run the tests/m);
    expect(stdout).toMatch(/^Of 2 prompts, 1 would move \(1 to haiku\); 1 stay/m);
    expect(stdout).toMatch(/is installed for you\./);
    expect(stdout).toMatch(/New sessions are routed\./);
    expect(isInstalled()).toBe(true);
    expect(existsSync(inClaude('tierwise', 'config.json'))).toBe(false);
    expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes(home))).toEqual(
      [],
    );
  });

  it.each([['observe'], ['o'], ['OBSERVE ']])('%j writes the mode down first', async (word) => {
    answers(word);
    const {stdout} = await install();
    expect(stdout).toMatch(/only observes \(config\.json\)/);
    expect(JSON.parse(readFileSync(inClaude('tierwise', 'config.json'), 'utf8'))).toEqual({
      mode: 'observe',
    });
    expect(isInstalled()).toBe(true);
  });

  it.each([['cancel'], ['n'], [undefined]])('%j changes nothing', async (word) => {
    answers(word);
    const {stdout, exitCode} = await install();
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/Nothing was installed, nothing was changed\.\n$/);
    expect(existsSync(inClaude())).toBe(false);
  });

  it('asks again when it did not understand, and Enter means on', async () => {
    answers('perhaps', '');
    const {stdout} = await install();
    expect(stdout).toMatch(/Please answer on, observe or cancel\./);
    expect(vi.mocked(ask)).toHaveBeenCalledTimes(2);
    expect(isInstalled()).toBe(true);
  });

  it('on takes an earlier observe back', async () => {
    put(inClaude('tierwise', 'config.json'), '{"mode": "observe", "bias": "saver"}');
    answers('on');
    expect((await install()).stdout).toMatch(/New sessions are routed/);
    expect(readFileSync(inClaude('tierwise', 'config.json'), 'utf8')).toBe('{"bias": "saver"}');
  });

  it('asks nobody about what is done already, or cannot be done', async () => {
    answers('on');
    await install();
    expect((await install()).stdout).toMatch(/is already installed for you/);
    put(inClaude('settings.json'), '{"a": 1,}');
    const {stderr, exitCode} = await install();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/\[settings-not-json\][\s\S]*\n {2}tierwise install\n$/);
    expect(vi.mocked(ask)).toHaveBeenCalledTimes(1);
  });
});

describe('install asks nothing', () => {
  it.each([['--yes'], ['--json'], ['--dry-run']])('with %s', async (flag) => {
    await install(flag);
    expect(vi.mocked(ask)).not.toHaveBeenCalled();
    expect(isInstalled()).toBe(flag !== '--dry-run');
  });

  it('without a terminal', async () => {
    vi.mocked(isInteractive).mockReturnValue(false);
    put(inClaude('tierwise', 'config.json'), '{"mode": "observe"}');
    const {stdout} = await install();
    expect(vi.mocked(ask)).not.toHaveBeenCalled();
    expect(stdout).toMatch(/only observes \(config\.json\)/);
  });
});

it('uninstall takes it out again', async () => {
  await install('--yes');
  // No scheduler of this machine is asked.
  const world = {home, environment: {PATH: join(home, 'bin')}};
  const {stdout, exitCode} = await call([uninstallVerb()], ['uninstall'], world);
  expect([stdout.split('\n')[0], exitCode]).toEqual(['tierwise is uninstalled.', 0]);
  expect(isInstalled()).toBe(false);
  const again = await call([uninstallVerb()], ['uninstall'], world);
  expect(again.stdout).toMatch(/^tierwise is not installed\./);
});
