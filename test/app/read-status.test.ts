import {join} from 'node:path';
import {beforeEach, describe, expect, it} from 'vitest';
import {readStatus} from '../../lib/app/read-status.ts';
import {hookEntries} from '../../lib/core/setup/hook-entries.ts';
import {planInstall} from '../../lib/core/setup/plan-settings.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';

let home: string;
let project: string;
const inData = (name: string) => join(home, '.claude', 'tierwise', name);

beforeEach(() => {
  home = temporaryFolder();
  project = join(home, 'project');
});

function status(environment: Record<string, string> = {}) {
  return readStatus({HOME: home, ...environment}, project);
}

function register(settings: string, folder: string): void {
  const entries = hookEntries({nodePath: process.execPath, folder});
  const planned = planInstall('{}', entries);
  put(settings, (planned.ok && planned.value.after) || '');
  for (const {handler} of entries) {
    put(handler.args[0] ?? '', '');
  }
}

describe('readStatus', () => {
  it('without anything it is on, at its defaults, and installed nowhere', () => {
    expect(status()).toMatchObject({
      isOn: true,
      offBecause: null,
      mode: {value: 'detected', because: 'by the session'},
      enforcement: {value: 'enforce', because: 'default'},
      tier: {value: 'auto', because: 'default'},
      config: {path: inData('config.json'), state: 'absent'},
      dataFolder: inData('').replace(/\/$/, ''),
      installs: [],
    });
  });

  it('says what the files say', () => {
    put(inData('config.json'), '{"mode": "directive", "tier": "haiku", "enforcement": "advise"}');
    put(join(project, '.claude', 'tierwise.json'), '{"mode": "observe"}');
    expect(status()).toMatchObject({
      mode: {value: 'observe', because: "the project's .claude/tierwise.json"},
      enforcement: {value: 'advise', because: 'config.json'},
      tier: {value: 'haiku', because: 'config.json'},
      config: {state: 'read'},
    });
  });

  it('says what the environment says', () => {
    put(inData('config.json'), '{"mode": "directive"}');
    const environment = {TIERWISE_MODE: 'off', TIERWISE_TIER: 'opus', TIERWISE_ENFORCE: 'strict'};
    expect(status(environment)).toMatchObject({
      mode: {value: 'off', because: 'TIERWISE_MODE'},
      enforcement: {value: 'strict', because: 'TIERWISE_ENFORCE'},
      tier: {value: 'opus', because: 'TIERWISE_TIER'},
    });
  });

  it('a broken config.json means observe', () => {
    put(inData('config.json'), '{');
    expect(status()).toMatchObject({
      mode: {value: 'observe', because: 'config.json is broken'},
      config: {state: 'broken'},
    });
  });

  it.each([
    ['{"mode": "off"}', '{"mode": "observe"}', 'off', 'config.json'],
    ['{"mode": "observe"}', '{"mode": "off"}', 'off', "the project's .claude/tierwise.json"],
    ['{', '{"mode": "off"}', 'off', "the project's .claude/tierwise.json"],
    ['{"mode": "directive"}', '{', 'observe', "the project's .claude/tierwise.json is broken"],
  ])('config.json %s and the project %s: %s', (user, theirs, value, because) => {
    put(inData('config.json'), user);
    put(join(project, '.claude', 'tierwise.json'), theirs);
    expect(status().mode).toEqual({value, because});
  });

  it('says why it is off', () => {
    expect(status({TIERWISE_DISABLE: '1'})).toMatchObject({
      isOn: false,
      offBecause: 'TIERWISE_DISABLE is set',
    });
    put(inData('off'), '');
    expect(status()).toMatchObject({isOn: false, offBecause: expect.stringContaining('off')});
  });

  it('lists the installs of the user and of the project', () => {
    register(join(home, '.claude', 'settings.json'), join(home, '.claude', 'hooks', 'tierwise'));
    register(
      join(project, '.claude', 'settings.json'),
      join(project, '.claude', 'hooks', 'tierwise'),
    );
    const {installs} = status();
    expect(installs.map(({settings, missing}) => [settings, missing])).toEqual([
      [join(home, '.claude', 'settings.json'), []],
      [join(project, '.claude', 'settings.json'), []],
    ]);
    expect(installs.every(({hooks}) => (hooks ?? 0) > 4)).toBe(true);
  });

  it('names the files that are missing, each once', () => {
    const settings = join(home, '.claude', 'settings.json');
    const folder = join(home, 'elsewhere', 'hooks', 'tierwise');
    const planned = planInstall('{}', hookEntries({nodePath: '/nowhere/node', folder}));
    put(settings, (planned.ok && planned.value.after) || '');
    const [install] = status().installs;
    expect(install?.missing).toContain('/nowhere/node');
    expect(install?.missing).toContain(join(folder, 'hybrid-selector.cjs'));
    expect(new Set(install?.missing).size).toBe(install?.missing.length);
  });

  it.each([
    ['{}', []],
    ['{"a": 1,}', [{hooks: null, missing: []}]],
  ])('settings.json %s: %j', (text, installs) => {
    put(join(home, '.claude', 'settings.json'), text);
    expect(status().installs).toMatchObject(installs);
  });
});
