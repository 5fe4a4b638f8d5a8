import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {
  nextBackup,
  readSettingsFile,
  withSettingsLock,
  writeBackup,
  writeSettingsFile,
} from '../../lib/edge/settings-file.ts';

let folder: string;
const at = (...names: string[]) => join(folder, ...names);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tierwise-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

describe('readSettingsFile', () => {
  it('gives the text with its byte order mark', async () => {
    writeFileSync(at('s'), '\uFEFF{"ключ": 1}');
    expect(await readSettingsFile(at('s'))).toEqual({ok: true, value: '\uFEFF{"ключ": 1}'});
    expect(await readSettingsFile(at('none'))).toEqual({ok: true, value: undefined});
  });

  it.each([
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00]],
    ['Latin-1', [0x7b, 0x22, 0xe9, 0x22, 0x7d]],
  ])('refuses %s, which a rewrite would damage', async (_, bytes) => {
    writeFileSync(at('s'), Buffer.from(bytes));
    expect(await readSettingsFile(at('s'))).toEqual({
      ok: false,
      failure: {code: 'settings-not-utf8', file: at('s')},
    });
  });
});

describe('writeSettingsFile', () => {
  it('keeps mode and owner', async () => {
    writeFileSync(at('s'), 'old');
    chmodSync(at('s'), 0o644);
    const {uid, gid} = statSync(at('s'));
    expect(await writeSettingsFile(at('s'), {before: 'old', after: 'new'})).toBe(true);
    expect(readFileSync(at('s'), 'utf8')).toBe('new');
    expect(statSync(at('s'))).toMatchObject({uid, gid});
    expect(statSync(at('s')).mode & 0o777).toBe(0o644);
  });

  it('creates a private file in a private folder', async () => {
    await writeSettingsFile(at('new', 's'), {before: undefined, after: '{}'});
    expect(statSync(at('new', 's')).mode & 0o777).toBe(0o600);
    expect(statSync(at('new')).mode & 0o777).toBe(0o700);
  });

  it('writes through links, to a missing target too, and removes the target again', async () => {
    mkdirSync(at('dotfiles'));
    symlinkSync('dotfiles/inner', at('s'));
    symlinkSync('target', at('dotfiles', 'inner'));
    await writeSettingsFile(at('s'), {before: undefined, after: '1'});
    await writeSettingsFile(at('s'), {before: '1', after: '2'});
    expect(lstatSync(at('s')).isSymbolicLink()).toBe(true);
    expect(lstatSync(at('dotfiles', 'inner')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('dotfiles', 'target'), 'utf8')).toBe('2');
    await writeSettingsFile(at('s'), {before: '2', after: undefined});
    expect(readdirSync(at('dotfiles'))).toEqual(['inner']);
    expect(lstatSync(at('s')).isSymbolicLink()).toBe(true);
  });

  it('leaves a file that somebody wrote to meanwhile', async () => {
    writeFileSync(at('s'), 'theirs');
    expect(await writeSettingsFile(at('s'), {before: 'old', after: 'new'})).toBe(false);
    expect(await writeSettingsFile(at('s'), {before: undefined, after: 'new'})).toBe(false);
    expect(await writeSettingsFile(at('s'), {before: 'old', after: undefined})).toBe(false);
    expect(readFileSync(at('s'), 'utf8')).toBe('theirs');
  });
});

describe('backups', () => {
  const backUp = async (name: string, time: string) => {
    const file = await nextBackup(at('backups'), {name, now: new Date(time)});
    await writeBackup(file, {name, data: time});
    return file;
  };

  it('are private, named by time, and five at most of each kind', async () => {
    mkdirSync(at('backups'));
    writeFileSync(at('backups', 'settings-mine.json'), '');
    await backUp('settings-project.json', '2024-01-01T00:00:00.000Z');
    for (let day = 1; day <= 7; day++) {
      await backUp('settings.json', `2025-01-0${day}T10:20:30.456Z`);
    }
    expect(readdirSync(at('backups'))).toEqual([
      'settings-2025-01-03T10-20-30-456Z.json',
      'settings-2025-01-04T10-20-30-456Z.json',
      'settings-2025-01-05T10-20-30-456Z.json',
      'settings-2025-01-06T10-20-30-456Z.json',
      'settings-2025-01-07T10-20-30-456Z.json',
      'settings-mine.json',
      'settings-project-2024-01-01T00-00-00-000Z.json',
    ]);
    const [first = ''] = readdirSync(at('backups'));
    expect(statSync(at('backups', first)).mode & 0o777).toBe(0o600);
  });

  it('of one instant are numbered, and the newest stay', async () => {
    const files: string[] = [];
    for (let count = 1; count <= 7; count++) {
      files.push(await backUp('settings.json', '2025-01-01T00:00:00.000Z'));
    }
    expect(new Set(files).size).toBe(7);
    expect(files.map((file) => existsSync(file))).toEqual([
      false,
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
  });
});

describe('withSettingsLock', () => {
  const file = () => ({file: at('settings.json'), stateFolder: at('home', 'state')});

  it('lets one at a time work, and leaves nothing beside settings.json', async () => {
    let inside = 0;
    let most = 0;
    const work = () =>
      withSettingsLock(file(), async () => {
        most = Math.max(most, ++inside);
        await new Promise((done) => setTimeout(done, 20));
        inside--;
        return {ok: true, value: undefined};
      });
    await Promise.all([work(), work(), work(), work()]);
    expect(most).toBe(1);
    expect(readdirSync(folder)).toEqual(['home']);
    expect(readdirSync(at('home', 'state'))).toEqual([]);
  });

  it('takes over the lock of a process that died', async () => {
    mkdirSync(at('home', 'state', 'settings.lock'), {recursive: true});
    const past = new Date(Date.now() - 60_000);
    utimesSync(at('home', 'state', 'settings.lock'), past, past);
    expect(await withSettingsLock(file(), async () => ({ok: true, value: 1}))).toEqual({
      ok: true,
      value: 1,
    });
  });

  it('lets go when the work fails', async () => {
    const bug = withSettingsLock(file(), async () => {
      throw new Error('bug');
    });
    await expect(bug).rejects.toThrow('bug');
    expect(readdirSync(at('home', 'state'))).toEqual([]);
  });

  it('tells when the lock was lost', async () => {
    const result = await withSettingsLock(file(), async ({isLost}) => {
      const before = isLost();
      rmSync(at('home', 'state', 'settings.lock'), {recursive: true});
      await new Promise((done) => setTimeout(done, 1500));
      return {ok: true, value: [before, isLost()]};
    });
    expect(result).toEqual({ok: true, value: [false, true]});
  });
});
