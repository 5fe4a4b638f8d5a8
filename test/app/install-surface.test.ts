import {chmodSync, existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, expect, test} from 'vitest';
import {installSurface, type SurfaceRequest} from '../../lib/app/install-surface.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';
import {putDistribution} from './put-distribution.ts';

// New enough for plugins, and it takes none.
const client = `#!${process.execPath}
const [first] = process.argv.slice(2);
if (first === '--version') console.log('2.1.330 (Claude Code)');
else {
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

function installFor(wish: SurfaceRequest['wish']) {
  const environment = {HOME: home, PATH: at('bin')};
  return installSurface({
    wish,
    environment,
    folder: home,
    claudeDir: at('.claude'),
    home: at('data'),
    scope: 'user',
    client: {path: at('bin', 'claude'), environment},
    nodePath: '/opt/node',
    distDir: at('dist'),
    now: new Date('2025-11-22T10:00:00.000Z'),
    dryRun: false,
  });
}

test('where the client refuses the plugin and nobody asked for it, the hooks do it, and it is said why', async () => {
  const report = await installFor('auto');

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
});

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
