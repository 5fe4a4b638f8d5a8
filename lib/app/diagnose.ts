import {join, resolve} from 'node:path';
import {agentOf} from '../core/decision/write-directive.ts';
import {findModObstacle} from '../core/health/find-mod-obstacle.ts';
import {type Check, type CheckGroup, type Finding, finding} from '../core/health/finding.ts';
import {type AgentFacts, judgeAgents} from '../core/health/judge-agents.ts';
import {judgeClient, judgeSubagentModel, versionOf} from '../core/health/judge-client.ts';
import {judgeConfig} from '../core/health/judge-config.ts';
import {
  type InstallFacts,
  judgeCertificates,
  judgeInstall,
  judgeScopes,
  type NodeFacts,
} from '../core/health/judge-install.ts';
import {
  findSubagentModels,
  isTrue,
  judgeSettings,
  type SettingsFacts,
} from '../core/health/judge-settings.ts';
import {findStatusLines, judgeStatusLine} from '../core/health/judge-status-line.ts';
import {judgeSurfaces} from '../core/health/judge-surfaces.ts';
import {judgeSwitches} from '../core/health/judge-switches.ts';
import {readPluginSwitch} from '../core/health/read-plugin-switch.ts';
import {fileMark} from '../core/setup/file-mark.ts';
import {listOwnHooks, type RegisteredHook} from '../core/setup/list-own-hooks.ts';
import {type Manifest, parseManifest} from '../core/setup/manifest.ts';

import {type SetupPaths, setupPaths} from '../core/setup/setup-paths.ts';
import {modelTiers} from '../core/tier.ts';
import {version} from '../core/version.ts';
import {findShadow} from '../edge/agent-files.ts';
import {fingerprintOf, readFileIfPresent} from '../edge/atomic-file.ts';
import {plainEnvironment, readClientCli} from '../edge/client-cli.ts';
import {managedSettings, readClientSettingsFiles} from '../edge/client-settings-files.ts';
import type {Environment} from '../edge/environment.ts';
import {findFolderObstacle} from '../edge/folder-access.ts';
import {claudeFolder, paths} from '../edge/paths.ts';
import {projectAgentFolders} from '../edge/project-agent-folders.ts';
import {runQuietly} from '../edge/quiet-process.ts';
import {findOffSwitch} from '../edge/switches.ts';
import {isThere, readTextFile} from '../edge/text-file.ts';
import {checkFile, projectConfigPath} from './edit-config.ts';
import {findMovedSessions} from './find-moved-sessions.ts';
import {readStatus} from './read-status.ts';
import {testHooks} from './test-hooks.ts';

export interface Diagnosis {
  version: string;
  /** No finding is a problem. */
  isHealthy: boolean;
  groups: CheckGroup[];
}

/** Looks at everything that has to be right for a prompt of this folder to be routed. */
export async function diagnose(
  environment: Environment,
  folder: string,
  {managed = managedSettings}: {managed?: string} = {},
): Promise<Diagnosis> {
  const settings = readClientSettingsFiles(environment, folder, managed);
  const client = await readClientCli(environment);
  const installs = await readInstalls(environment, folder, settings);
  const roots = claudeFolder(environment);
  const own = installs.find(({scope}) => scope === 'user') ?? installs[0];
  const hasPlugin = settings.some(({text}) => text !== undefined && readPluginSwitch(text));
  const groups: CheckGroup[] = [
    {
      name: 'Claude Code',
      checks: [
        judgeClient(client),
        ...settings.map(judgeSettings),
        judgeSubagentModel(listSubagentModels(environment, settings), versionOf(client)),
      ],
    },
    {
      name: 'Hooks',
      checks: [
        judgeSurfaces({
          hookCount: installs.reduce((sum, {hooks}) => sum + hooks.length, 0),
          hasPlugin,
          modObstacle: findModObstacle(client, settings),
          movedSessions: findMovedSessions(environment),
        }),
        // The plugin alone is enough.
        ...(installs.length === 0 && hasPlugin
          ? []
          : [judgeScopes(installs, join(roots, 'settings.json'))]),
        ...installs.flatMap(judgeInstall),
        judgeCertificates(installs, environment),
        ...(await checkStatusLines(environment, settings)),
      ],
    },
    {
      name: 'Agents and /tier',
      checks:
        own === undefined
          ? []
          : [
              judgeAgents(await readAgents(environment, folder, own)),
              await judgeTierCommand(rootOf(own)),
            ],
    },
    {name: 'Configuration', checks: await checkConfigs(environment, folder)},
    {name: 'Data', checks: [judgeFolders(environment)]},
    {
      name: 'Routing',
      checks: [
        judgeSwitches({
          offBecause: findOffSwitch(environment, ''),
          mode: readStatus(environment, folder).mode,
          environment,
        }),
      ],
    },
  ];
  const found: Finding[] = groups.flatMap(({checks}) => checks.flatMap(({findings}) => findings));
  return {
    version,
    isHealthy: found.every(({severity}) => severity !== 'problem'),
    groups: withoutFalsePromise(groups),
  };
}

/** "Prompts are routed" is said only where nothing stands in the way. */
function withoutFalsePromise(groups: CheckGroup[]): CheckGroup[] {
  const hasProblem = groups
    .filter(({name}) => name === 'Claude Code' || name === 'Hooks')
    .some(({checks}) =>
      checks.some(({findings}) => findings.some(({severity}) => severity === 'problem')),
    );
  return groups.map((group) =>
    group.name === 'Routing' && hasProblem
      ? {...group, checks: group.checks.map(({findings}) => ({findings}))}
      : group,
  );
}

function listSubagentModels(environment: Environment, settings: readonly SettingsFacts[]) {
  const {CLAUDE_CODE_SUBAGENT_MODEL: value, CLAUDE_CODE_SUBAGENT_MODEL_FORCE: force} = environment;
  const here = value
    ? [{value, isForced: isTrue(force), where: 'the environment of this shell'}]
    : [];
  return [...here, ...findSubagentModels(settings)];
}

async function readInstalls(
  environment: Environment,
  folder: string,
  settings: readonly SettingsFacts[],
): Promise<InstallFacts[]> {
  const installs: InstallFacts[] = [];
  for (const {scope, file, text} of settings) {
    const hooks = scope === 'user' || scope === 'project' ? listOwnHooks(text ?? '') : undefined;
    if (hooks !== undefined && hooks.length > 0) {
      const root =
        scope === 'user' ? resolve(claudeFolder(environment)) : join(resolve(folder), '.claude');
      installs.push(
        await readInstall(environment, {
          scope: scope === 'user' ? 'user' : 'project',
          file,
          hooks,
          places: setupPaths(root),
        }),
      );
    }
  }
  return installs;
}

async function readInstall(
  environment: Environment,
  {
    scope,
    file,
    hooks,
    places,
  }: {
    scope: InstallFacts['scope'];
    file: string;
    hooks: RegisteredHook[];
    places: SetupPaths;
  },
): Promise<InstallFacts> {
  const manifest = parseManifest(readTextFile(places.manifest) ?? '');
  const argvs = new Map(hooks.map(({bundle, argv}) => [bundle, argv]));
  const selector = argvs.get('hybrid-selector');
  const rollBack = join(places.folders.bundle, 'user-prompt-submit.cjs');
  if (selector !== undefined && isThere(rollBack)) {
    argvs.set('user-prompt-submit', [...selector.slice(0, -1), rollBack]);
  }
  const nodes = await readNodes(environment, hooks);
  const canRun = nodes.every((node) => node.version !== undefined);
  return {
    scope,
    settings: file,
    hooks,
    nodes,
    manifest: {file: places.manifest, isRead: manifest !== undefined},
    bundles: await readBundles(hooks, manifest, places),
    tests: canRun ? await testHooks(environment, argvs) : [],
  };
}

/** Every program that starts hooks; asked through what stands before it, as `/usr/bin/env -u NAME`. */
async function readNodes(
  environment: Environment,
  hooks: readonly RegisteredHook[],
): Promise<NodeFacts[]> {
  const starts = new Map(hooks.map(({argv}) => [argv.slice(0, -1).join(' '), argv.slice(0, -1)]));
  const nodes: NodeFacts[] = [];
  for (const [path, start] of starts) {
    const {exitCode, stdout, trouble} = await runQuietly(
      [...start, '-p', 'process.versions.node'],
      {environment: plainEnvironment(environment), timeoutMs: 15_000},
    );
    const answer = /^\d+\.\d+\.\d+/.exec(stdout)?.[0];
    nodes.push(
      exitCode === 0 && answer !== undefined
        ? {path, version: answer}
        : {path, version: undefined, reason: trouble ?? `It ended with exit code ${exitCode}`},
    );
  }
  return nodes;
}

/** By the record of the install; without one, the files that settings.json names. */
async function readBundles(
  hooks: readonly RegisteredHook[],
  manifest: Manifest | undefined,
  places: SetupPaths,
): Promise<InstallFacts['bundles']> {
  const recorded = (manifest?.files ?? []).filter(({kind}) => kind === 'bundle');
  const registered = hooks.flatMap(({argv}) => argv.at(-1) ?? []);
  const names = recorded.map(({name}) => join(places.folders.bundle, name));
  const bundles: InstallFacts['bundles'] = [];
  for (const file of new Set([...names, ...registered])) {
    const data = await readFileIfPresent(file);
    const known = recorded[names.indexOf(file)]?.fingerprints;
    const isChanged = data && known && !known.includes(fingerprintOf(data));
    bundles.push({
      file,
      state: data === undefined ? 'missing' : isChanged ? 'changed' : 'as-installed',
    });
  }
  return bundles;
}

async function readAgents(
  environment: Environment,
  folder: string,
  own: InstallFacts,
): Promise<AgentFacts[]> {
  const places = setupPaths(rootOf(own));
  const manifest = parseManifest(readTextFile(places.manifest) ?? '');
  const userAgents = join(claudeFolder(environment), 'agents');
  const projectFolders = projectAgentFolders(folder, [], userAgents);
  const agents: AgentFacts[] = [];
  for (const tier of modelTiers) {
    const agent = agentOf(tier);
    const file = join(places.folders.agent, `${agent}.md`);
    const data = await readFileIfPresent(file);
    const record = manifest?.files.find(
      ({kind, name}) => kind === 'agent' && name === `${agent}.md`,
    );
    const isOurs =
      manifest === undefined || (data && record?.fingerprints.includes(fingerprintOf(data)));
    agents.push({
      agent,
      file,
      state: data === undefined ? 'missing' : isOurs ? 'as-installed' : 'edited',
      shadow: projectFolders
        .map((projectFolder) => findShadow(agent, projectFolder, file))
        .find((shadow) => shadow !== undefined),
    });
  }
  return agents;
}

/** Ours alone is started, on an empty input, of which it keeps nothing; what is behind it is not. */
async function checkStatusLines(
  environment: Environment,
  settings: readonly SettingsFacts[],
): Promise<Check[]> {
  return Promise.all(
    findStatusLines(settings).map(async (line) => {
      const {exitCode, stderr, trouble} = await runQuietly(['sh', '-c', line.command], {
        ...{environment: plainEnvironment(environment), input: '{}', timeoutMs: 15_000},
      });
      const said = stderr.split('\n').find((each) => /\w/.test(each));
      const reason = trouble ?? said ?? `it ended with exit code ${exitCode}`;
      return judgeStatusLine({...line, trouble: exitCode === 0 ? undefined : reason});
    }),
  );
}

function rootOf({manifest}: InstallFacts): string {
  return resolve(manifest.file, '..', '..', '..');
}

async function judgeTierCommand(root: string) {
  const file = join(setupPaths(root).folders.command, 'tier.md');
  const text = readTextFile(file);
  return {
    healthy: 'the command /tier',
    findings: text?.includes(fileMark) ? [] : [finding('tier-command-missing', {file})],
  };
}

async function checkConfigs(environment: Environment, folder: string) {
  const files = [
    {kind: 'user' as const, file: paths(environment).config},
    {kind: 'project' as const, file: projectConfigPath(folder)},
  ];
  return Promise.all(
    files.map(async ({kind, file}) =>
      judgeConfig({kind, file, isThere: isThere(file), checked: await checkFile(file)}),
    ),
  );
}

function judgeFolders(environment: Environment) {
  const {data, turns, sessions, metrics, logs} = paths(environment);
  const obstacles = [data, turns, sessions, metrics, logs].flatMap((each) => {
    const reason = findFolderObstacle(each);
    return reason === undefined ? [] : [{folder: each, reason}];
  });
  return {
    healthy: `folders can be written (${data})`,
    // Below a folder that cannot be written, the others cannot either: said once.
    findings: obstacles.slice(0, 1).map((facts) => finding('folder-not-writable', facts)),
  };
}
