import {chmodSync, existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, describe, expect, test, vi} from 'vitest';
import {installSurface, type SurfaceRequest} from '../../lib/app/install-surface.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';
import {putDistribution} from './put-distribution.ts';

// Some start a dozen programs: a slow machine needs more than the usual 5 s.
vi.setConfig({testTimeout: 60_000});

// New enough for plugins, and it takes none until it is told to.
const client = `#!${process.execPath}
const [first] = process.argv.slice(2);
if (first === '--version') console.log('2.1.330 (Claude Code)');
else if (!require('node:fs').existsSync(process.env.HOME + '/willing')) {
  console.error('✘ Failed: no room for it');
  process.exit(1);
}
`;

let home: string;
const at = (...names: string[]) => join(home, ...names);
const settings = () => readFileSync(at('.claude', 'settings.json'), 'utf8');

beforeEach(() => {
  home = temporaryFolder();
  putDistribution(at('dist'));
  put(at('.claude', 'settings.json'), '{}');
  put(at('bin', 'claude'), client);
  chmodSync(at('bin', 'claude'), 0o755);
});

function installFor(wish: SurfaceRequest['wish'], {isClientHere = true} = {}) {
  const environment = {HOME: home, PATH: at(isClientHere ? 'bin' : 'nowhere')};
  return installSurface({
    wish,
    environment,
    folder: home,
    claudeDir: at('.claude'),
    home: at('data'),
    scope: 'user',
    client: isClientHere ? {path: at('bin', 'claude'), environment} : undefined,
    nodePath: '/opt/node',
    distDir: at('dist'),
    now: new Date('2025-11-22T10:00:00.000Z'),
    dryRun: false,
  });
}

test.each(['auto', undefined] as const)(
  'where the client refuses the plugin and nobody asked for it (%s), the hooks do it, and it is said why',
  async (wish) => {
    const report = await installFor(wish);

    expect(report).toMatchObject({
      ok: true,
      value: {
        isChanged: true,
        surface: {
          surface: 'hooks',
          because: 'Claude Code did not take the plugin: Failed: no room for it',
        },
      },
    });
    expect(settings()).toContain('hybrid-selector.cjs');
    expect(settings()).not.toContain('tierwise@tierwise');
    expect(existsSync(at('.claude', 'hooks', 'tierwise', 'plugin', 'hooks', 'register.js'))).toBe(
      false,
    );
  },
);

test.each(['mod', 'both'] as const)('%s was asked for: it is a failure', async (wish) => {
  expect(await installFor(wish)).toMatchObject({
    ok: false,
    failure: {code: 'plugin-not-taken', reason: 'Failed: no room for it'},
  });
});

test('hooks that were asked for need no client', async () => {
  expect(await installFor('hooks')).toMatchObject({
    ok: true,
    value: {surface: {surface: 'hooks', because: 'asked for'}},
  });
});

describe('an install without a wish keeps what is installed', () => {
  beforeEach(() => put(at('willing'), ''));

  test.each(['hooks', 'mod', 'both'] as const)('%s', async (surface) => {
    expect(await installFor(surface)).toMatchObject({ok: true, value: {isChanged: true}});
    const installed = settings();

    for (const isClientHere of [true, false]) {
      expect(await installFor(undefined, {isClientHere})).toMatchObject({
        ok: true,
        value: {isChanged: false, surface: {surface}},
      });
    }
    expect(settings()).toBe(installed);
  });

  test('hooks whose entries were lost are put back', async () => {
    await installFor('hooks');
    put(at('.claude', 'settings.json'), '{}');

    expect(await installFor(undefined)).toMatchObject({value: {surface: {surface: 'hooks'}}});
    expect(settings()).toContain('hybrid-selector.cjs');
  });

  test('a plugin that is to be told of again and cannot be is a failure, not replaced by hooks', async () => {
    await installFor('mod');
    put(at('.claude', 'settings.json'), '{}');

    expect(await installFor(undefined, {isClientHere: false})).toMatchObject({
      ok: false,
      failure: {code: 'plugin-not-taken'},
    });
    expect(settings()).not.toContain('hybrid-selector.cjs');
  });

  test('auto given by hand chooses anew', async () => {
    await installFor('hooks');

    expect(await installFor('auto')).toMatchObject({value: {surface: {surface: 'mod'}}});
    expect(settings()).not.toContain('hybrid-selector.cjs');
  });
});
