import {expect, it} from 'vitest';
import {
  type InstallFacts,
  judgeCertificates,
  judgeInstall,
  judgeScopes,
} from '../../../lib/core/health/judge-install.ts';
import {hookEntries} from '../../../lib/core/setup/hook-entries.ts';

const hooks = hookEntries({nodePath: '/node', folder: '/c'}).map(({event, bundle}) => ({
  event,
  bundle,
  argv: ['/node', `/c/${bundle}.cjs`],
}));
const healthy: InstallFacts = {
  scope: 'user',
  settings: '/c/settings.json',
  hooks,
  nodes: [{path: '/node', version: '20.20.2'}],
  manifest: {file: '/c/manifest.json', isRead: true},
  bundles: [{file: '/c/a.cjs', state: 'as-installed'}],
  tests: [{bundle: 'hybrid-selector', trouble: undefined}],
};

const codes = (change: Partial<InstallFacts>) =>
  judgeInstall({...healthy, ...change}).flatMap(({findings}) => findings.map(({code}) => code));

it('says of a healthy install what was looked at', () => {
  expect(codes({})).toEqual([]);
  expect(judgeInstall(healthy).map((check) => check.healthy)).toEqual([
    `${hooks.length} hooks registered (/c/settings.json)`,
    'Node 20.20.2 starts them (/node)',
    'every file is as installed (1)',
    'self-test: every hook answers its sample (1)',
  ]);
});

it.each<[string[], Partial<InstallFacts>]>([
  [['hooks-incomplete'], {hooks: hooks.slice(1)}],
  [['hooks-twice'], {hooks: [...hooks, ...hooks.slice(0, 1)]}],
  [['node-missing'], {nodes: [{path: '/n', version: undefined, reason: 'missing'}]}],
  [['node-not-runnable'], {nodes: [{path: '/n', version: undefined, reason: 'not allowed'}]}],
  [['install-record-unreadable'], {manifest: {file: '/m', isRead: false}}],
  [
    ['bundle-missing', 'bundle-changed'],
    {
      bundles: [
        {file: '/a', state: 'missing'},
        {file: '/b', state: 'changed'},
      ],
    },
  ],
  [['self-test-failed'], {tests: [{bundle: 'x', trouble: 'it wrote no evidence'}]}],
])('finds %j', (expected, change) => {
  expect(codes(change)).toEqual(expected);
});

it('nothing installed is a problem, twice is a note', () => {
  const code = (installs: InstallFacts[]) =>
    judgeScopes(installs, '/c').findings.map((each) => [each.code, each.severity]);
  expect(code([])).toEqual([['not-installed', 'problem']]);
  expect(code([healthy])).toEqual([]);
  expect(code([healthy, {...healthy, scope: 'project'}])).toEqual([
    ['hooks-in-both-scopes', 'note'],
  ]);
});

it('certificates in the environment cost Node 20 time, and newer ones none', () => {
  const count = (version: string, environment: Record<string, string>) =>
    judgeCertificates([{...healthy, nodes: [{path: '/n', version}]}], environment).findings.length;
  expect(count('20.20.2', {NODE_EXTRA_CA_CERTS: '/x'})).toBe(1);
  expect(count('22.1.0', {NODE_EXTRA_CA_CERTS: '/x'})).toBe(0);
  expect(count('20.20.2', {})).toBe(0);
});
