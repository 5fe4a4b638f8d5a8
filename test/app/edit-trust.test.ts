import {mkdirSync, readdirSync, realpathSync, renameSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {checkTrust} from '../../lib/app/check-trust.ts';
import {addTrust, listTrust, removeTrust} from '../../lib/app/edit-trust.ts';
import {modeOf, put, temporaryFolder} from '../edge/temporary-folder.ts';

const now = new Date('2026-11-26T12:00:00Z');

function makeHome() {
  const home = realpathSync(temporaryFolder());
  const repository = join(home, 'app');
  mkdirSync(join(repository, '.git'), {recursive: true});
  mkdirSync(join(repository, 'src'));
  const environment = {HOME: home};
  return {
    home,
    repository,
    environment,
    trust: (folder: string) => addTrust(environment, {folder, now}),
    isTrusted: async (folder: string) => (await checkTrust(environment, folder)).ok,
  };
}

describe('trust', () => {
  it('is for one folder and what is in it, until it is taken back', async () => {
    const {repository, home, trust, isTrusted, environment} = makeHome();
    expect(await isTrusted(repository)).toBe(false);
    expect(await trust(repository)).toEqual({
      ok: true,
      value: {path: repository, hasChanged: true},
    });
    expect(await trust(repository)).toMatchObject({value: {hasChanged: false}});
    expect(await isTrusted(join(repository, 'src'))).toBe(true);
    expect(await isTrusted(home)).toBe(false);
    expect(await listTrust(environment)).toEqual([{path: repository, added_at: now.toISOString()}]);
    expect(await removeTrust(environment, repository)).toMatchObject({ok: true});
    expect(await isTrusted(repository)).toBe(false);
    expect(await removeTrust(environment, repository)).toMatchObject({
      failure: {code: 'trust-not-listed'},
    });
  });

  it.each(['.git/HEAD', '.git'])('stops where another repository begins (%s)', async (mark) => {
    const {repository, trust, isTrusted, environment} = makeHome();
    const clone = join(repository, 'vendor', 'clone');
    put(join(clone, mark), '');
    mkdirSync(join(clone, 'src'));
    await trust(repository);
    expect(await isTrusted(join(clone, 'src'))).toBe(false);
    expect(await checkTrust(environment, join(clone, 'src'))).toMatchObject({
      failure: {code: 'folder-not-trusted', repository: clone},
    });
  });

  it('looks through links, and gives the real path to work in', async () => {
    const {home, repository, trust, isTrusted, environment} = makeHome();
    const link = join(home, 'link');
    symlinkSync(repository, link);
    await trust(link);
    expect(await checkTrust(environment, link)).toEqual({ok: true, value: repository});
    const other = join(home, 'other');
    mkdirSync(other);
    renameSync(repository, join(home, 'moved'));
    symlinkSync(other, repository);
    expect(await isTrusted(repository)).toBe(false);
  });

  it('is not for the home folder, for those above it, and for what is no folder', async () => {
    const {home, trust} = makeHome();
    const file = put(join(home, 'file'), '');
    expect(await trust(home)).toMatchObject({failure: {code: 'trust-folder-too-wide'}});
    expect(await trust('/')).toMatchObject({failure: {code: 'trust-folder-too-wide'}});
    expect(await trust(file)).toMatchObject({failure: {code: 'trust-folder-missing'}});
    expect(await trust(join(home, 'gone'))).toMatchObject({
      failure: {code: 'trust-folder-missing'},
    });
  });

  it('is a file per folder, for the user alone, and a foreign file in between means nothing', async () => {
    const {home, repository, trust, isTrusted, environment} = makeHome();
    await trust(repository);
    const folder = join(home, '.claude', 'tierwise', 'trust');
    const [name = ''] = readdirSync(folder);
    expect(modeOf(folder)).toBe('700');
    expect(modeOf(join(folder, name))).toBe('600');
    put(join(folder, 'a.json'), JSON.stringify({path: '/etc', added_at: ''}));
    put(join(folder, 'b.json'), '{');
    expect(await listTrust(environment)).toHaveLength(1);
    expect(await isTrusted('/etc')).toBe(false);
  });

  it('loses nothing when many are added at once', async () => {
    const {home, trust, environment} = makeHome();
    const folders = Array.from({length: 20}, (_, at) => join(home, `p${at}`));
    for (const folder of folders) {
      mkdirSync(folder);
    }
    await Promise.all(folders.map(trust));
    expect(await listTrust(environment)).toHaveLength(20);
  });
});
