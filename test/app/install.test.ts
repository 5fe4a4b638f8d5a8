import {execFile} from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {setImmediate} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {type InstallRequest, install} from '../../lib/app/install.ts';

let folder: string;
const at = (...names: string[]) => join(folder, ...names);
const claude = (...names: string[]) => at('home', '.claude', ...names);
const read = (path: string) => readFileSync(path, 'utf8');
const mode = (path: string) => statSync(path).mode & 0o777;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tierwise-'));
  writeDistribution('1');
});
afterEach(() => rmSync(folder, {recursive: true}));

describe('install', () => {
  it('puts files in place and registers the hooks', async () => {
    const report = await run();

    expect(readdirSync(claude('hooks', 'tierwise')).sort()).toEqual([
      'hybrid-selector.cjs',
      'manifest.json',
      'post-tool-metrics.cjs',
      'pre-tool-agent.cjs',
      'session-start.cjs',
      'status-line.cjs',
      'tierwise.cjs',
    ]);
    expect(read(claude('agents', 'tierwise-haiku.md'))).toBe('haiku 1');
    expect(read(claude('commands', 'tier.md'))).toBe('tier 1');
    const {hooks} = JSON.parse(read(claude('settings.json')));
    expect(hooks.PreToolUse).toEqual([
      {
        matcher: '*',
        hooks: [
          {
            type: 'command',
            command: '/opt/node',
            args: [claude('hooks', 'tierwise', 'pre-tool-agent.cjs')],
            timeout: 15,
          },
        ],
      },
    ]);
    expect(report).toMatchObject({
      isChanged: true,
      settings: {file: claude('settings.json'), change: 'created'},
      undo: 'tierwise uninstall',
      notes: [],
    });
    expect(report.settings).not.toHaveProperty('backup');
    expect(report.settings.edits).toHaveLength(6);
    expect(report.files.every(({change}) => change === 'created')).toBe(true);
  });

  it('keeps everything private', async () => {
    await run();
    for (const path of listAll(at('home'))) {
      expect([path, mode(path)]).toEqual([path, statSync(path).isDirectory() ? 0o700 : 0o600]);
    }
  });

  it('backs settings.json up and keeps its mode', async () => {
    writeSettings('{"model": "opus"}');
    chmodSync(claude('settings.json'), 0o644);
    const {settings} = await run();
    expect(settings).toMatchObject({
      change: 'edited',
      backup: claude('tierwise', 'backups', 'settings-2025-11-22T10-00-00-000Z.json'),
    });
    expect(read(settings.backup ?? '')).toBe('{"model": "opus"}');
    expect(mode(settings.backup ?? '')).toBe(0o600);
    expect(mode(claude('settings.json'))).toBe(0o644);
  });

  it('writes through a link to settings.json', async () => {
    mkdirSync(claude(), {recursive: true});
    writeFileSync(at('dotfiles.json'), '{}');
    symlinkSync(at('dotfiles.json'), claude('settings.json'));
    await run();
    expect(lstatSync(claude('settings.json')).isSymbolicLink()).toBe(true);
    expect(read(at('dotfiles.json'))).toContain('hybrid-selector.cjs');
  });

  it('twice changes nothing: no write, no backup', async () => {
    writeSettings('{}');
    await run();
    const before = snapshot(at('home'));
    const report = await run();
    expect(report).toMatchObject({isChanged: false, settings: {change: 'unchanged'}});
    expect(snapshot(at('home'))).toEqual(before);
  });

  it('with another node and a new distribution replaces what is ours', async () => {
    await run();
    writeDistribution('2');
    writeFileSync(at('dist', 'hooks', 'extra.cjs'), '');
    rmSync(at('dist', 'agents', 'tierwise-opus.md'));
    const report = await run({nodePath: '/new/node'});
    expect(report.settings.edits.map(({change}) => change)).toEqual(Array(6).fill('replaced'));
    expect(read(claude('settings.json'))).not.toContain('/opt/node');
    expect(read(claude('settings.json')).split('/new/node')).toHaveLength(7);
    expect(read(claude('hooks', 'tierwise', 'tierwise.cjs'))).toBe('tierwise 2');
    expect(existsSync(claude('agents', 'tierwise-opus.md'))).toBe(false);
    expect(changeOf(report, 'agents/tierwise-opus.md')).toBe('removed');
    expect(changeOf(report, 'extra.cjs')).toBe('created');
  });

  it('keeps files of the user and says so', async () => {
    mkdirSync(claude('agents', 'tierwise-opus.md'), {recursive: true});
    writeFileSync(claude('agents', 'tierwise-haiku.md'), 'theirs');
    const first = await run();
    expect(read(claude('agents', 'tierwise-haiku.md'))).toBe('theirs');
    expect(first.notes).toEqual([
      {code: 'own-file-kept', file: claude('agents', 'tierwise-haiku.md')},
      {code: 'own-file-kept', file: claude('agents', 'tierwise-opus.md')},
    ]);
    writeFileSync(claude('commands', 'tier.md'), 'edited');
    writeDistribution('2');
    const second = await run();
    expect(read(claude('commands', 'tier.md'))).toBe('edited');
    expect(second.notes).toContainEqual({
      code: 'edited-file-kept',
      file: claude('commands', 'tier.md'),
    });
  });

  it('repairs a damaged bundle and sets the old one aside', async () => {
    await run();
    writeFileSync(claude('hooks', 'tierwise', 'session-start.cjs'), 'cut o');
    const report = await run();
    expect(changeOf(report, 'session-start.cjs')).toBe('replaced');
    expect(read(claude('hooks', 'tierwise', 'session-start.cjs'))).toBe('session-start 1');
    const [aside = ''] = readdirSync(claude('tierwise', 'backups'));
    expect(aside).toMatch(/^session-start-2025.*\.cjs$/);
    expect(read(claude('tierwise', 'backups', aside))).toBe('cut o');
  });

  it('goes on without a manifest that cannot be read', async () => {
    writeSettings('{"model": "opus"}');
    await run();
    const settings = read(claude('settings.json'));
    const manifest = read(claude('hooks', 'tierwise', 'manifest.json'));
    writeFileSync(claude('hooks', 'tierwise', 'manifest.json'), '{');
    const report = await run();
    expect(report.notes).toEqual([
      {code: 'manifest-unreadable', file: claude('hooks', 'tierwise', 'manifest.json')},
    ]);
    expect(read(claude('settings.json'))).toBe(settings);
    expect(JSON.parse(read(claude('hooks', 'tierwise', 'manifest.json')))).toEqual({
      ...JSON.parse(manifest),
      folders: [],
    });
  });

  it('says when the client runs no hooks', async () => {
    writeSettings('{"disableAllHooks": true}');
    expect((await run()).notes).toEqual([{code: 'hooks-disabled', file: claude('settings.json')}]);
  });

  it('puts our status line in front of theirs when asked to, and leaves it there until told', async () => {
    const theirs = '{"statusLine": {"type": "command", "command": "date"}}';
    const command = () => JSON.parse(read(claude('settings.json'))).statusLine.command;
    writeSettings(theirs);
    expect((await run()).settings.statusLine).toBe('none');
    expect(command()).toBe('date');
    expect((await run({statusLine: true})).settings.statusLine).toBe('wrapped');
    const bundle = claude('hooks', 'tierwise', 'status-line.cjs');
    expect(command()).toBe(`'/opt/node' '${bundle}' -- 'date'`);
    const later = await run({nodePath: '/new/node'});
    expect(later.settings.statusLine).toBe('replaced');
    expect(command()).toBe(`'/new/node' '${bundle}' -- 'date'`);
    expect((await run({nodePath: '/new/node', statusLine: false})).settings.statusLine).toBe(
      'removed',
    );
    expect(command()).toBe('date');
  });

  it('sets up no status line for a project', async () => {
    const result = await install(
      request({scope: 'project', projectDir: at('project'), statusLine: true}),
    );
    expect(result).toMatchObject({failure: {code: 'status-line-for-user-only'}});
    expect(existsSync(at('project', '.claude'))).toBe(false);
  });

  it('for a project stays in the project', async () => {
    const report = await run({scope: 'project', projectDir: at('project')});
    const bundles = at('project', '.claude', 'hooks', 'tierwise');
    expect(read(at('project', '.claude', 'settings.json'))).toContain(bundles);
    expect(readdirSync(at('project', '.claude')).sort()).toEqual([
      'agents',
      'commands',
      'hooks',
      'settings.json',
    ]);
    expect(readdirSync(claude())).toEqual(['tierwise']);
    expect(report).toMatchObject({
      undo: 'tierwise uninstall --scope project',
      notes: [{code: 'paths-of-this-computer'}],
    });
    expect(report.folders[0]).toEqual({path: at('project', '.claude'), change: 'created'});
  });

  it('for a project without one is a bug of the caller', async () => {
    await expect(run({scope: 'project'})).rejects.toThrow('projectDir');
  });
});

describe('a dry run', () => {
  it.each([
    ['of a first install', undefined],
    ['beside settings', '{"model": "opus"}\n'],
  ])('%s writes nothing and reports the same', async (_, settings) => {
    if (settings !== undefined) {
      writeSettings(settings);
      writeFileSync(claude('tierwise-note'), '');
    }
    const before = snapshot(folder);
    const dry = await run({dryRun: true});
    expect(snapshot(folder)).toEqual(before);
    expect(dry).toEqual({...(await run()), isDryRun: true});
  });
});

describe('an install that cannot be', () => {
  it.each([
    ['a comment', '{\n  // mine\n}', {code: 'settings-not-json', line: 2, column: 3}],
    ['hooks that are no object', '{"hooks": []}', {code: 'settings-hooks-not-an-object'}],
    ['bytes that are not UTF-8', Buffer.from([0xff]), {code: 'settings-not-utf8'}],
  ])('because of %s changes nothing', async (_, settings, failure) => {
    writeSettings(settings);
    const before = snapshot(folder);
    expect(await install(request())).toMatchObject({
      ok: false,
      failure: {...failure, file: claude('settings.json')},
    });
    expect(snapshot(folder)).toEqual(before);
  });

  it('because a bundle is missing names it', async () => {
    rmSync(at('dist', 'hooks', 'session-start.cjs'));
    expect(await install(request())).toEqual({
      ok: false,
      failure: {
        code: 'distribution-incomplete',
        folder: at('dist'),
        missing: 'session-start.cjs',
      },
    });
    expect(existsSync(at('home'))).toBe(false);
  });

  it('because of the file system names the file', async () => {
    mkdirSync(claude(), {recursive: true});
    writeFileSync(claude('hooks'), 'a file');
    expect(await install(request())).toMatchObject({
      ok: false,
      failure: {code: 'file-not-usable', reason: 'it, or a folder above it, is a file'},
    });
    rmSync(claude('hooks'));
    mkdirSync(claude('settings.json'));
    expect(await install(request())).toMatchObject({
      ok: false,
      failure: {code: 'file-not-usable', reason: 'it is a folder'},
    });
  });
});

describe('settings.json that others write to during an install', () => {
  it('keeps their edit and gets ours', async () => {
    writeSettings('{"model": "opus"}');
    let isDone = false;
    const work = run().finally(() => {
      isDone = true;
    });
    while (!isDone && !existsSync(claude('hooks', 'tierwise', 'manifest.json'))) {
      await setImmediate();
    }
    writeFileSync(claude('settings.json'), '{"model": "haiku"}');
    const report = await work;
    const {model, hooks} = JSON.parse(read(claude('settings.json')));
    expect([model, Object.keys(hooks).length]).toEqual(['haiku', 6]);
    expect(report.files.every(({change}) => change === 'created')).toBe(true);
    expect(read(report.settings.backup ?? '')).toBe('{"model": "haiku"}');
  });

  it('without end is left to them', async () => {
    writeSettings('{}');
    let result: Awaited<ReturnType<typeof install>> | undefined;
    const work = install(request()).then((value) => {
      result = value;
    });
    for (let count = 0; result === undefined; count++) {
      writeFileSync(at('next.json'), `{"count": ${count}}`);
      renameSync(at('next.json'), claude('settings.json'));
      await setImmediate();
    }
    await work;
    expect(result).toEqual({
      ok: false,
      failure: {code: 'settings-kept-changing', file: claude('settings.json')},
    });
    expect(read(claude('settings.json'))).toMatch(/^\{"count": \d+\}$/);
  });
});

describe('installs at the same time', () => {
  it('in one process do the work once', async () => {
    writeSettings('{"model": "opus"}');
    const reports = await Promise.all(Array.from({length: 6}, () => run()));
    expect(reports.filter(({isChanged}) => isChanged)).toHaveLength(1);
    expect(readdirSync(claude('tierwise', 'backups'))).toHaveLength(1);
    expect(read(claude('settings.json')).split('hybrid-selector.cjs')).toHaveLength(2);
  });

  it('in several processes leave one handler per entry', async () => {
    writeSettings('{"model": "opus"}');
    const source = fileURLToPath(new URL('../../lib/app/install.ts', import.meta.url));
    const program = at('run.mts');
    writeFileSync(
      program,
      `import {install} from ${JSON.stringify(source)};
       const request = JSON.parse(process.argv[2] ?? '');
       const result = await install({...request, now: new Date(request.now)});
       if (!result.ok) throw new Error(result.failure.code);`,
    );
    const tsx = fileURLToPath(new URL('../../node_modules/tsx/dist/cli.mjs', import.meta.url));
    await Promise.all(
      ['/a/node', '/b/node', '/c/node', '/d/node'].map((nodePath) =>
        promisify(execFile)(process.execPath, [
          tsx,
          program,
          JSON.stringify({...request(), nodePath}),
        ]),
      ),
    );
    const {model, hooks} = JSON.parse(read(claude('settings.json')));
    const handlers = Object.values<{hooks: {command: string}[]}[]>(hooks).flat();
    expect(model).toBe('opus');
    expect(handlers.map(({hooks: list}) => list.length)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(new Set(handlers.map(({hooks: list}) => list[0]?.command)).size).toBe(1);
  }, 30_000);
});

function request(changes: Partial<InstallRequest> = {}): InstallRequest {
  return {
    claudeDir: claude(),
    home: claude('tierwise'),
    scope: 'user',
    surface: {surface: 'hooks', because: 'asked for'},
    nodePath: '/opt/node',
    distDir: at('dist'),
    now: new Date('2025-11-22T10:00:00.000Z'),
    dryRun: false,
    ...changes,
  };
}

async function run(changes: Partial<InstallRequest> = {}) {
  const result = await install(request(changes));
  if (!result.ok) {
    throw new Error(JSON.stringify(result.failure));
  }
  return result.value;
}

function changeOf(report: {files: {path: string; change: string}[]}, end: string) {
  return report.files.find(({path}) => path.endsWith(end))?.change;
}

function writeSettings(text: string | Buffer): void {
  mkdirSync(claude(), {recursive: true});
  writeFileSync(claude('settings.json'), text);
}

function writeDistribution(version: string): void {
  const files = {
    'hooks/hybrid-selector.cjs': 'hybrid-selector',
    'hooks/pre-tool-agent.cjs': 'pre-tool-agent',
    'hooks/post-tool-metrics.cjs': 'post-tool-metrics',
    'hooks/session-start.cjs': 'session-start',
    'hooks/status-line.cjs': 'status-line',
    'hooks/not-a-bundle.txt': 'text',
    'tierwise.cjs': 'tierwise',
    'agents/tierwise-haiku.md': 'haiku',
    'agents/tierwise-opus.md': 'opus',
    'commands/tier.md': 'tier',
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(at('dist', path)), {recursive: true});
    writeFileSync(at('dist', path), `${content} ${version}`);
  }
}

function listAll(root: string): string[] {
  return readdirSync(root, {recursive: true, encoding: 'utf8'}).map((name) => join(root, name));
}

/** Every path below with content, mode and time of the last write. */
function snapshot(root: string) {
  return listAll(root)
    .filter((path) => !path.endsWith('/state'))
    .map((path) => {
      const stats = lstatSync(path);
      return [path, stats.mode, stats.isFile() ? [stats.mtimeMs, read(path)] : 'folder'];
    });
}
