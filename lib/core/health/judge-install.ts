import {hookEntries} from '../setup/hook-entries.ts';
import type {RegisteredHook} from '../setup/list-own-hooks.ts';
import type {SetupScope} from '../setup/setup-scope.ts';
import {type Check, finding} from './finding.ts';

/** An install as it stands: what settings.json registers, and what lies on the disk. */
export interface InstallFacts {
  scope: SetupScope;
  settings: string;
  hooks: RegisteredHook[];
  /** The programs that start the hooks, each with what it said of itself. */
  nodes: NodeFacts[];
  /** The record of the install. */
  manifest: {file: string; isRead: boolean};
  bundles: {file: string; state: 'as-installed' | 'missing' | 'changed'}[];
  /** What each bundle did wrong with its sample; undefined: it answered as it should. */
  tests: {bundle: string; trouble: string | undefined}[];
}

export interface NodeFacts {
  path: string;
  /** `20.19.0`; undefined: it is missing or does not run. */
  version: string | undefined;
  /** Why there is no version; `missing`: no such file. */
  reason?: string;
}

/** Everything about one install. Where something is missing it is said once, not at each step. */
export function judgeInstall(install: InstallFacts): Check[] {
  const {settings, manifest, tests} = install;
  const runs = install.nodes.filter(({version}) => version !== undefined);
  const missing = install.bundles.filter(({state}) => state === 'missing');
  const failed = tests.filter(({trouble}) => trouble !== undefined);
  return [
    judgeRegistration(install),
    {
      healthy: runs.map(({path, version}) => `Node ${version} starts them (${path})`).join('; '),
      findings: install.nodes.flatMap(({path, version, reason = ''}) =>
        version !== undefined
          ? []
          : [
              reason === 'missing'
                ? finding('node-missing', {node: path, settings})
                : finding('node-not-runnable', {node: path, settings, reason}),
            ],
      ),
    },
    {
      healthy: `every file is as installed (${install.bundles.length})`,
      findings: [
        ...(manifest.isRead ? [] : [finding('install-record-unreadable', {file: manifest.file})]),
        ...missing.map(({file}) => finding('bundle-missing', {file})),
        ...install.bundles
          .filter(({state}) => state === 'changed')
          .map(({file}) => finding('bundle-changed', {file})),
      ],
    },
    {
      ...(tests.length > 0
        ? {healthy: `self-test: every hook answers its sample (${tests.length})`}
        : {}),
      findings: failed.map(({bundle, trouble}) =>
        finding('self-test-failed', {bundle, reason: trouble as string}),
      ),
    },
  ];
}

/** A certificate bundle in the environment costs Node 20 at every start. */
export function judgeCertificates(
  installs: readonly InstallFacts[],
  environment: Readonly<Record<string, string | undefined>>,
): Check {
  const versions = installs.flatMap(({nodes}) => nodes.flatMap(({version}) => version ?? []));
  const slow = versions.find((version) => Number.parseInt(version, 10) < 22);
  return {
    findings:
      environment.NODE_EXTRA_CA_CERTS && slow !== undefined
        ? [finding('ca-certs-slow', {node: slow})]
        : [],
  };
}

/** Nothing is installed, or the same thing twice. */
export function judgeScopes(installs: readonly InstallFacts[], settings: string): Check {
  const [user, project] = ['user', 'project'].map((scope) =>
    installs.find((install) => install.scope === scope),
  );
  if (installs.length === 0) {
    return {findings: [finding('not-installed', {settings})]};
  }
  return {
    findings:
      user && project
        ? [finding('hooks-in-both-scopes', {user: user.settings, project: project.settings})]
        : [],
  };
}

function judgeRegistration({settings, hooks, scope}: InstallFacts): Check {
  const expected = hookEntries({nodePath: '', folder: ''});
  const count = (event: string) => hooks.filter((hook) => hook.event === event).length;
  const missing = expected.map(({event}) => event).filter((event) => count(event) === 0);
  const twice = expected.map(({event}) => event).filter((event) => count(event) > 1);
  const whose = scope === 'user' ? '' : ' for this project';
  return {
    healthy: `${hooks.length} hooks registered${whose} (${settings})`,
    findings: [
      ...(missing.length === 0 ? [] : [finding('hooks-incomplete', {settings, missing})]),
      ...twice.map((event) => finding('hooks-twice', {settings, event})),
    ],
  };
}
