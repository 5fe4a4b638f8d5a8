import {chmodSync, existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, describe, expect, it} from 'vitest';
import {
  checkConfigFiles,
  editConfig,
  readSetting,
  readSettings,
} from '../../lib/app/edit-config.ts';
import {impossibleFolder, modeOf, put, temporaryFolder} from '../edge/temporary-folder.ts';

let folder: string;
let file: string;
let environment: Record<string, string>;
const read = () => readFileSync(file, 'utf8');

beforeEach(() => {
  folder = temporaryFolder();
  environment = {HOME: folder, TIERWISE_HOME: join(folder, 'data')};
  file = join(folder, 'data', 'config.json');
});

describe('editConfig', () => {
  it('writes one key, for the owner alone, and keeps every other byte', async () => {
    put(file, '{\r\n\t"bias" :"saver"\r\n}');
    chmodSync(file, 0o644);
    expect(await editConfig(environment, 'mode', 'observe')).toMatchObject({
      ok: true,
      value: {file, key: 'mode', value: 'observe', isChanged: true, overriddenBy: null},
    });
    expect(read()).toBe('{\r\n\t"bias" :"saver",\r\n\t"mode": "observe"\r\n}');
    expect(modeOf(file)).toBe('600');
    expect(readdirSync(join(folder, 'data')).sort()).toEqual(['config.json', 'state']);
  });

  it('twice changes nothing more, and unset takes it back', async () => {
    await editConfig(environment, 'agents.reviewer', 'opus');
    const again = await editConfig(environment, 'agents.reviewer', 'opus');
    expect(again).toMatchObject({value: {isChanged: false}});
    const unset = await editConfig(environment, 'agents.reviewer', undefined);
    expect(unset).toMatchObject({value: {isChanged: true}});
    expect(JSON.parse(read())).toEqual({agents: {}});
  });

  it('unset without a file makes none', async () => {
    expect(await editConfig(environment, 'mode', undefined)).toMatchObject({
      value: {isChanged: false},
    });
    expect(existsSync(file)).toBe(false);
  });

  it('says what wins over it, and what is still wrong', async () => {
    put(file, '{"tier": "fable", "moed": 1}');
    const report = await editConfig({...environment, TIERWISE_MODE: 'off'}, 'mode', 'observe');
    expect(report).toMatchObject({
      value: {
        overriddenBy: 'TIERWISE_MODE',
        problems: [{key: 'tier'}],
        warnings: [{key: 'moed', nearest: 'mode'}],
      },
    });
  });

  it.each([
    ['moed', 'off', {code: 'config-key-unknown', nearest: 'mode'}],
    ['mode', 'on', {code: 'config-value-wrong', key: 'mode'}],
  ])('refuses %s %s', async (key, word, failure) => {
    expect(await editConfig(environment, key, word)).toMatchObject({ok: false, failure});
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['{"mode": "off",}', {code: 'config-not-json', line: 1, column: 15}],
    ['[]', {code: 'config-not-an-object'}],
  ])('leaves a broken file %s alone', async (text, failure) => {
    put(file, text);
    expect(await editConfig(environment, 'mode', 'off')).toMatchObject({ok: false, failure});
    expect(read()).toBe(text);
  });

  it('a folder that cannot be written is a failure, not a crash', async () => {
    const nowhere = {HOME: folder, TIERWISE_HOME: impossibleFolder()};
    expect(await editConfig(nowhere, 'mode', 'off')).toMatchObject({
      ok: false,
      failure: {code: 'file-not-usable'},
    });
  });

  it('of edits at once none is lost', async () => {
    const names = Array.from({length: 20}, (_, at) => `a${at}`);
    await Promise.all(names.map((name) => editConfig(environment, `agents.${name}`, 'opus')));
    expect(Object.keys(JSON.parse(read()).agents).sort()).toEqual(names.sort());
  });
});

describe('readSettings', () => {
  it('says what holds, and who says so', () => {
    put(file, '{"bias": "saver", "agents": {"reviewer": "opus"}}');
    put(join(folder, 'project', '.claude', 'tierwise.json'), '{"maxTier": "sonnet"}');
    const settings = readSettings(
      {...environment, TIERWISE_TIER: 'haiku'},
      join(folder, 'project'),
    );
    const origins = Object.fromEntries(settings.map(({key, origin}) => [key, origin]));
    expect(origins).toMatchObject({
      mode: 'default',
      tier: 'environment',
      maxTier: 'project',
      bias: 'user',
    });
  });

  it('a broken config.json means observe', () => {
    put(file, '{');
    expect(readSetting(environment, folder, 'mode')).toMatchObject({value: {value: 'observe'}});
  });

  it('reads one entry of a map, and refuses a key that is none', () => {
    put(file, '{"agents": {"reviewer": "opus"}}');
    expect(readSetting(environment, folder, 'agents.reviewer')).toMatchObject({
      value: {key: 'agents', name: 'reviewer', value: 'opus'},
    });
    expect(readSetting(environment, folder, 'agents.x')).toMatchObject({value: {value: null}});
    expect(readSetting(environment, folder, 'x')).toMatchObject({
      failure: {code: 'config-key-unknown', nearest: null},
    });
  });
});

describe('checkConfigFiles', () => {
  it("checks the user's file and the project's", async () => {
    put(file, '{}');
    put(join(folder, '.claude', 'tierwise.json'), '{"tier": "haiku"}');
    expect(await checkConfigFiles(environment, folder)).toMatchObject({
      value: [
        {kind: 'user', isThere: true, warnings: []},
        {kind: 'project', isThere: true, warnings: [{reason: 'not-in-project'}]},
      ],
    });
  });

  it('a missing file is fine, unless it was asked for', async () => {
    expect(await checkConfigFiles(environment, folder)).toMatchObject({
      value: [{isThere: false}, {isThere: false}],
    });
    const named = join(folder, 'x.json');
    expect(await checkConfigFiles(environment, folder, named)).toMatchObject({
      failure: {code: 'config-file-missing', file: named},
    });
  });

  it('says which value is wrong where', async () => {
    const named = put(join(folder, 'x.json'), '{\n "mode": 1\n}');
    expect(await checkConfigFiles(environment, folder, named)).toMatchObject({
      failure: {code: 'config-invalid', file: named, problems: [{line: 2, column: 10}]},
    });
  });

  it('a folder in its place is a failure', async () => {
    expect(await checkConfigFiles(environment, folder, folder)).toMatchObject({
      failure: {code: 'file-not-usable', reason: 'it is a folder'},
    });
  });
});
