import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {type InstallRequest, install} from '../../lib/app/install.ts';
import {uninstall} from '../../lib/app/uninstall.ts';
import type {SetupResult} from '../../lib/core/setup/setup-failure.ts';
import {settingsTexts} from '../core/setup/settings-texts.ts';

// Hundreds of generated files each: a slow machine needs more than the usual 5 s.
vi.setConfig({testTimeout: 60_000});

let folder: string;
const at = (...names: string[]) => join(folder, ...names);
const claude = (...names: string[]) => at('claude', ...names);
const read = (path: string) => readFileSync(path, 'utf8');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tierwise-'));
  writeDistribution('1');
});
afterEach(() => rmSync(folder, {recursive: true}));

describe('install, then uninstall', () => {
  const starts: [string, () => void][] = [
    ['nothing', () => undefined],
    ['an empty folder', () => write('claude/.keep', '')],
    ['settings', () => write('claude/settings.json', '\uFEFF{\r\n\t"hooks": { "Stop": [ ] }\r\n}')],
    [
      'other agents, commands and hooks',
      () => {
        write('claude/agents/mine.md', 'mine');
        write('claude/commands/mine.md', 'mine');
        write('claude/hooks/mine.sh', 'mine');
        write('claude/settings.json', '{}');
      },
    ],
    [
      'empty folders of the user',
      () => {
        mkdirSync(claude('agents'), {recursive: true});
        mkdirSync(claude('hooks'), {recursive: true});
      },
    ],
    [
      'an agent of the user with our name',
      () => write('claude/agents/tierwise-haiku.md', 'theirs'),
    ],
    [
      'a link to settings that do not exist yet',
      () => {
        mkdirSync(claude());
        symlinkSync(at('dotfiles.json'), claude('settings.json'));
      },
    ],
  ];

  it.each(starts)('from %s leaves what was there', async (_, prepare) => {
    prepare();
    const before = snapshot();
    await run(install);
    await run(install, {nodePath: '/other/node'});
    const report = await run(uninstall);
    expect(snapshot()).toEqual(before);
    expect(report).toMatchObject({isChanged: true, undo: 'tierwise install'});
    expect(report.notes).toContainEqual({code: 'data-folder-left', folder: at('data')});
  });

  it.each(starts)('in a project, from %s', async (_, prepare) => {
    prepare();
    mkdirSync(at('project'));
    const before = snapshot();
    const request = {scope: 'project', projectDir: at('project')} as const;
    await run(install, request);
    expect(existsSync(at('project', '.claude', 'settings.json'))).toBe(true);
    await run(uninstall, request);
    expect(snapshot()).toEqual(before);
  });

  it('gives back the bytes of any settings.json', async () => {
    await fc.assert(
      fc.asyncProperty(settingsTexts(), async (text) => {
        write('claude/settings.json', text);
        const bytes = readFileSync(claude('settings.json'));
        const result = await install(requestFor());
        fc.pre(result.ok);
        await run(uninstall);
        expect(readFileSync(claude('settings.json')).equals(bytes)).toBe(true);
      }),
      {numRuns: Number(process.env.SETUP_RUNS ?? 300) / 5},
    );
  });
});

describe('uninstall', () => {
  it('of nothing writes nothing', async () => {
    const before = snapshot();
    const report = await run(uninstall);
    expect(report).toMatchObject({isChanged: false, settings: {change: 'unchanged'}, notes: []});
    expect(snapshot()).toEqual(before);
    expect(existsSync(at('data'))).toBe(false);
  });

  it('backs settings.json up', async () => {
    write('claude/settings.json', '{}');
    await run(install);
    const installed = read(claude('settings.json'));
    const {settings} = await run(uninstall, {now: new Date('2025-11-23T00:00:00.000Z')});
    expect(settings.backup).toBe(at('data', 'backups', 'settings-2025-11-23T00-00-00-000Z.json'));
    expect(read(settings.backup ?? '')).toBe(installed);
  });

  it('in a dry run writes nothing and reports the same', async () => {
    await run(install);
    const before = snapshot();
    const dry = await run(uninstall, {dryRun: true});
    expect(snapshot()).toEqual(before);
    expect(dry).toEqual({...(await run(uninstall)), isDryRun: true});
    expect(dry.settings.change).toBe('removed');
  });

  it('leaves edited files, with their folder', async () => {
    await run(install);
    write('claude/agents/tierwise-haiku.md', 'edited');
    const report = await run(uninstall);
    expect(snapshot().map(([path]) => path)).toEqual([
      'claude',
      'claude/agents',
      'claude/agents/tierwise-haiku.md',
    ]);
    expect(report.notes[0]).toEqual({
      code: 'edited-file-kept',
      file: claude('agents', 'tierwise-haiku.md'),
    });
  });

  it('works without the manifest', async () => {
    write('claude/settings.json', '{"model": "opus"}');
    await run(install);
    rmSync(claude('hooks', 'tierwise', 'manifest.json'));
    const report = await run(uninstall);
    expect(read(claude('settings.json'))).toBe('{"model": "opus"}');
    expect(readdirSync(claude()).sort()).toEqual(['agents', 'commands', 'hooks', 'settings.json']);
    expect(readdirSync(claude('hooks'))).toEqual([]);
    expect(report.notes[0]?.code).toBe('manifest-unreadable');
  });

  it('removes nothing when settings.json cannot be edited', async () => {
    await run(install);
    write('claude/settings.json', `${read(claude('settings.json'))},`);
    const before = snapshot();
    expect(await uninstall(requestFor())).toMatchObject({
      ok: false,
      failure: {code: 'settings-not-json', file: claude('settings.json')},
    });
    expect(snapshot()).toEqual(before);
  });

  it('does not believe a manifest that names files elsewhere', async () => {
    await run(install);
    write('precious.md', 'x');
    const path = claude('hooks', 'tierwise', 'manifest.json');
    writeFileSync(path, read(path).replace('"tier.md"', '"../../precious.md"'));
    await run(uninstall);
    expect(existsSync(at('precious.md'))).toBe(true);
  });

  it('finishes what a crash broke off', async () => {
    await run(install);
    rmSync(claude('settings.json'));
    rmSync(claude('hooks', 'tierwise', 'tierwise.cjs'));
    await run(uninstall);
    expect(snapshot()).toEqual([]);
  });

  it('twice at the same time does the work once', async () => {
    write('claude/settings.json', '{}');
    await run(install);
    const reports = await Promise.all([run(uninstall), run(uninstall), run(uninstall)]);
    expect(reports.filter(({isChanged}) => isChanged)).toHaveLength(1);
    expect(read(claude('settings.json'))).toBe('{}');
  });
});

function requestFor(changes: Partial<InstallRequest> = {}): InstallRequest {
  return {
    claudeDir: claude(),
    home: at('data'),
    scope: 'user',
    surface: {surface: 'hooks', because: 'asked for'},
    nodePath: '/opt/node',
    distDir: at('dist'),
    now: new Date('2025-11-22T10:00:00.000Z'),
    dryRun: false,
    ...changes,
  };
}

async function run<Value>(
  verb: (request: InstallRequest) => Promise<SetupResult<Value>>,
  changes: Partial<InstallRequest> = {},
): Promise<Value> {
  const result = await verb(requestFor(changes));
  if (!result.ok) {
    throw new Error(JSON.stringify(result.failure));
  }
  return result.value;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(at(path)), {recursive: true});
  writeFileSync(at(path), text);
}

function writeDistribution(version: string): void {
  for (const name of ['hybrid-selector', 'pre-tool-agent', 'post-tool-metrics', 'session-start']) {
    write(`dist/hooks/${name}.cjs`, `${name} ${version}`);
  }
  write('dist/tierwise.cjs', version);
  write('dist/agents/tierwise-haiku.md', `haiku ${version}`);
  write('dist/commands/tier.md', `tier ${version}`);
}

/** Everything but the distribution and our data folder. */
function snapshot(): [path: string, content: string][] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((path) => !/^(dist|data)(\/|$)/.test(path))
    .sort()
    .map((path) => {
      const stats = lstatSync(at(path));
      const link = stats.isSymbolicLink() ? `-> ${readlinkSync(at(path))}` : 'folder';
      return [path, stats.isFile() ? read(at(path)) : link];
    });
}
