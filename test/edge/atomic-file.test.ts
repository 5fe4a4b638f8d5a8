import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {
  fingerprintOf,
  isPresent,
  listFolder,
  makeFolder,
  readFileIfPresent,
  removeFile,
  removeFolderIfEmpty,
  writeFileAtomic,
} from '../../lib/edge/atomic-file.ts';

let folder: string;
const at = (...names: string[]) => join(folder, ...names);
const mode = (path: string) => statSync(path).mode & 0o777;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tierwise-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

describe('writeFileAtomic', () => {
  it('creates a private file and leaves nothing else', async () => {
    await writeFileAtomic(at('a'), 'text');
    expect(readFileSync(at('a'), 'utf8')).toBe('text');
    expect(mode(at('a'))).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('keeps the mode of a file that is there', async () => {
    writeFileSync(at('a'), 'old');
    chmodSync(at('a'), 0o640);
    await writeFileAtomic(at('a'), new Uint8Array([0xff, 0x00]), {mode: 0o644});
    expect([...readFileSync(at('a'))]).toEqual([0xff, 0x00]);
    expect(mode(at('a'))).toBe(0o640);
  });

  it('writes through a link', async () => {
    writeFileSync(at('target'), 'old');
    symlinkSync('target', at('link'));
    await writeFileAtomic(at('link'), 'new');
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('target'), 'utf8')).toBe('new');
  });

  it('names the file, not its temporary file, when it fails', async () => {
    await expect(writeFileAtomic(at('none', 'a'), '')).rejects.toMatchObject({
      code: 'ENOENT',
      path: at('none', 'a'),
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('files and folders that may be absent', () => {
  it('are undefined when they are', async () => {
    writeFileSync(at('file'), 'x');
    expect(await readFileIfPresent(at('none'))).toBeUndefined();
    expect(await readFileIfPresent(at('file', 'below'))).toBeUndefined();
    expect((await readFileIfPresent(at('file')))?.toString()).toBe('x');
    expect(await listFolder(at('none'))).toBeUndefined();
    expect(await listFolder(folder)).toEqual(['file']);
    expect(await isPresent(at('none'))).toBe(false);
    await removeFile(at('none'));
    await expect(readFileIfPresent(folder)).rejects.toMatchObject({code: 'EISDIR'});
  });

  it('a link to nothing is present', async () => {
    symlinkSync('none', at('link'));
    expect(await isPresent(at('link'))).toBe(true);
  });

  it('new folders are private', async () => {
    await makeFolder(at('a', 'b'));
    expect([mode(at('a')), mode(at('a', 'b'))]).toEqual([0o700, 0o700]);
  });

  it('only an empty folder is removed', async () => {
    mkdirSync(at('full', 'inner'), {recursive: true});
    writeFileSync(at('file'), 'x');
    expect(await removeFolderIfEmpty(at('full'))).toBe(false);
    expect(await removeFolderIfEmpty(at('full', 'inner'))).toBe(true);
    expect(await removeFolderIfEmpty(at('full', 'inner'))).toBe(true);
    expect(await removeFolderIfEmpty(at('file'))).toBe(false);
    expect(readdirSync(folder)).toEqual(['file', 'full']);
  });

  it('equal content has equal fingerprints', () => {
    expect(fingerprintOf('a')).toBe(fingerprintOf(Buffer.from('a')));
    expect(fingerprintOf('a')).not.toBe(fingerprintOf('b'));
  });
});
