import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {diagnose} from '../../lib/app/diagnose.ts';
import {install} from '../../lib/app/install.ts';
import {decision} from '../core/metrics/sample-events.ts';
import {put} from '../edge/temporary-folder.ts';

// Each diagnosis starts some ten processes.
vi.setConfig({testTimeout: 60_000});

let root: string;
const at = (...names: string[]) => join(root, ...names);
const claude = (...names: string[]) => at('home', '.claude', ...names);
const settings = () => claude('settings.json');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tierwise-'));
  mkdirSync(at('project'));
  writeDistribution();
  writeClient('2.1.330 (Claude Code)');
});
afterEach(() => rmSync(root, {recursive: true}));

describe('diagnose', () => {
  it('finds nothing in a sound install, and leaves no trace', async () => {
    await setUp();
    const before = readdirSync(at('home'), {recursive: true}).sort();
    const {isHealthy, groups} = await look();
    expect(listCodes(groups)).toEqual([]);
    expect(isHealthy).toBe(true);
    const lines = groups.flatMap(({checks}) => checks.flatMap(({healthy}) => healthy ?? []));
    expect(lines).toContain(`Claude Code 2.1.330 (${at('bin', 'claude')})`);
    expect(lines).toContain('self-test: every hook answers its sample (5)');
    expect(lines).toContain('prompts are routed from the next one of every session');
    expect(readdirSync(at('home'), {recursive: true}).sort()).toEqual(before);
  });

  it('starts our status line, not the one behind it, and says when it does not run', async () => {
    const witness = at('witness');
    put(settings(), `{"statusLine": {"type": "command", "command": "touch ${witness}"}}`);
    await setUp({statusLine: true});
    const {groups} = await look();
    expect(listCodes(groups)).toEqual([]);
    const lines = groups.flatMap(({checks}) => checks.flatMap(({healthy}) => healthy ?? []));
    expect(lines).toContain('the status line notes what the plan has left, and shows yours');
    expect(existsSync(witness)).toBe(false);

    rmSync(bundle('status-line'));
    expect(listCodes((await look()).groups)).toEqual(['bundle-missing', 'status-line-broken']);
  });

  it('takes the plugin alone for an install, and misses it where a session was moved by it', async () => {
    const evidence = {...decision, surface: 'mod', mode: 'directive', tier: 'haiku'};
    put(
      claude('tierwise', 'metrics', '2026-11-20.mod-s1.jsonl'),
      `${JSON.stringify({...evidence, session: 's1'})}\n`,
    );
    put(settings(), '{"enabledPlugins": {"tierwise@tierwise": true}}');
    expect(listCodes((await look()).groups)).toEqual([]);

    put(settings(), '{}');
    expect(listCodes((await look()).groups)).toEqual(['session-on-moved-model', 'not-installed']);
  });

  it('says that nothing is installed, and promises no routing', async () => {
    const {isHealthy, groups} = await look();
    expect(listCodes(groups)).toEqual(['not-installed']);
    expect(isHealthy).toBe(false);
    const {checks} = groups.at(-1) ?? {};
    expect(checks?.every(({healthy}) => healthy === undefined)).toBe(true);
  });

  it.each<[string[], () => void]>([
    [['client-not-found'], () => rmSync(at('bin'), {recursive: true})],
    [['client-version-untried'], () => writeClient('2.1.100')],
    [['bundle-missing', 'self-test-failed'], () => rmSync(bundle('session-start'))],
    [['bundle-changed', 'self-test-failed'], () => writeFileSync(bundle('session-start'), '')],
    [
      ['bundle-changed', 'self-test-failed'],
      () => writeFileSync(bundle('hybrid-selector'), 'process.exit(2)'),
    ],
    [['install-record-unreadable'], () => rmSync(claude('hooks', 'tierwise', 'manifest.json'))],
    [['agent-missing'], () => rmSync(claude('agents', 'tierwise-opus.md'))],
    [['agent-edited'], () => writeFileSync(claude('agents', 'tierwise-opus.md'), 'mine')],
    [
      ['agent-shadowed'],
      () => put(at('project', '.claude', 'agents', 'x.md'), '---\nname: tierwise-haiku\n---\n'),
    ],
    [['tier-command-missing'], () => writeFileSync(claude('commands', 'tier.md'), 'mine')],
    [['hooks-disabled'], () => editSettings((value) => ({...value, disableAllHooks: true}))],
    [
      ['settings-handler-malformed'],
      () => editSettings((value) => ({...value, hooks: {...value.hooks, Notification: [3]}})),
    ],
    [
      ['hooks-incomplete'],
      () => editSettings((value) => ({...value, hooks: {...value.hooks, Stop: []}})),
    ],
    [
      ['settings-broken', 'not-installed'],
      () => writeFileSync(settings(), readFileSync(settings(), 'utf8').replace(/\}\s*$/, ',}')),
    ],
    [
      ['settings-broken'],
      () => put(at('project', '.claude', 'settings.local.json'), '{"a": 1 // b\n}'),
    ],
    [['config-broken'], () => put(claude('tierwise', 'config.json'), '{')],
    [
      ['config-wrong-value', 'config-key-ignored'],
      () => put(claude('tierwise', 'config.json'), '{"mode": 1, "x": 1}'),
    ],
    [['project-config-broken'], () => put(at('project', '.claude', 'tierwise.json'), '[]')],
    [['mode-set'], () => put(claude('tierwise', 'config.json'), '{"mode": "observe"}')],
    [['switched-off'], () => put(claude('tierwise', 'off'), '')],
    [['managed-settings'], () => put(at('managed.json'), '{}')],
    [['managed-hooks-only'], () => put(at('managed.json'), '{"allowManagedHooksOnly": true}')],
    [['folder-not-writable'], () => put(claude('tierwise', 'metrics'), 'a file')],
  ])('finds %j', async (codes, harm) => {
    await setUp();
    harm();
    expect(listCodes((await look()).groups)).toEqual(codes);
  });

  it.each<[string[], Record<string, string>]>([
    [['subagent-model-default'], {CLAUDE_CODE_SUBAGENT_MODEL: 'opus'}],
    [
      ['subagent-model-forced'],
      {CLAUDE_CODE_SUBAGENT_MODEL: 'opus', CLAUDE_CODE_SUBAGENT_MODEL_FORCE: '1'},
    ],
    [['override-set'], {TIERWISE_ENFORCE: 'strict'}],
    [['override-unknown'], {TIERWISE_ENFORCE: 'very'}],
    [['switched-off'], {TIERWISE_DISABLE: '1'}],
  ])('finds %j in the environment', async (codes, environment) => {
    await setUp();
    expect(listCodes((await look(environment)).groups)).toEqual(codes);
  });

  it('finds a Node that is gone, and tries no hook with it', async () => {
    await setUp({nodePath: at('old', 'node')});
    const {groups} = await look();
    expect(listCodes(groups)).toEqual(['node-missing']);
    put(at('old', 'node'), 'no program');
    expect(listCodes((await look()).groups)).toEqual(['node-not-runnable']);
  });

  it('knows both scopes, and other hooks of the prompt', async () => {
    await setUp();
    await setUp({scope: 'project'});
    const file = at('project', '.claude', 'settings.local.json');
    const handler = {type: 'command', command: 'node', args: ['route.js']};
    put(file, JSON.stringify({hooks: {UserPromptSubmit: [{hooks: [handler]}]}}));
    const {groups, isHealthy} = await look();
    expect(listCodes(groups)).toEqual(['other-prompt-hook', 'hooks-in-both-scopes']);
    expect(isHealthy).toBe(true);
  });
});

function look(environment: Record<string, string> = {}) {
  return diagnose(
    {HOME: at('home'), PATH: `${at('bin')}:/usr/bin:/bin`, ...environment},
    at('project'),
    {managed: at('managed.json')},
  );
}

function listCodes(groups: Awaited<ReturnType<typeof look>>['groups']): string[] {
  return groups.flatMap(({checks}) =>
    checks.flatMap(({findings}) => findings.map(({code}) => code)),
  );
}

async function setUp(
  change: {nodePath?: string; scope?: 'user' | 'project'; statusLine?: boolean} = {},
): Promise<void> {
  const done = await install({
    claudeDir: claude(),
    home: claude('tierwise'),
    scope: 'user',
    projectDir: at('project'),
    surface: {surface: 'hooks', because: 'asked for'},
    nodePath: process.execPath,
    distDir: at('dist'),
    now: new Date('2025-11-22T10:00:00Z'),
    dryRun: false,
    ...change,
  });
  expect(done.ok).toBe(true);
}

function bundle(name: string): string {
  return claude('hooks', 'tierwise', `${name}.cjs`);
}

function editSettings(edit: (value: {hooks: object}) => object): void {
  writeFileSync(settings(), JSON.stringify(edit(JSON.parse(readFileSync(settings(), 'utf8')))));
}

function writeClient(answer: string): void {
  chmodSync(put(at('bin', 'claude'), `#!/bin/sh\necho '${answer}'\n`), 0o755);
}

/** Bundles of a few bytes that answer as the real ones do. */
function writeDistribution(): void {
  const say = (output: string) =>
    `process.stdin.resume().on('end', () => console.log(JSON.stringify({hookSpecificOutput: ${output}})))`;
  const store = (name: string, text: string) =>
    `const {join} = require('node:path'); const fs = require('node:fs');
     const path = join(process.env.TIERWISE_HOME, ${JSON.stringify(name)});
     fs.mkdirSync(join(path, '..'), {recursive: true}); fs.writeFileSync(path, ${JSON.stringify(text)});`;
  const directive = say("{additionalContext: 'to tierwise-haiku'}");
  const bundles: Record<string, string> = {
    'hybrid-selector': directive,
    'user-prompt-submit': directive,
    'pre-tool-agent': say("{updatedInput: {subagent_type: 'tierwise-haiku'}}"),
    'post-tool-metrics': store('metrics/day.jsonl', '{"event":"turn-end"}'),
    'session-start': store('state/sessions/x.json', '{}'),
    'status-line': 'process.stdin.resume()',
  };
  for (const [name, text] of Object.entries(bundles)) {
    put(at('dist', 'hooks', `${name}.cjs`), text);
  }
  put(at('dist', 'tierwise.cjs'), '');
  for (const tier of ['haiku', 'sonnet', 'opus']) {
    put(at('dist', 'agents', `tierwise-${tier}.md`), tier);
  }
  put(at('dist', 'commands', 'tier.md'), 'installed by tierwise');
}
