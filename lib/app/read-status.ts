import {join} from 'node:path';
import {readPluginSwitch} from '../core/health/read-plugin-switch.ts';
import type {Enforcement, Mode} from '../core/mode/mode.ts';
import {readOverrides} from '../core/mode/read-overrides.ts';
import {listOwnHooks} from '../core/setup/list-own-hooks.ts';
import type {Tier} from '../core/tier.ts';
import {version} from '../core/version.ts';
import {type ConfigFiles, readConfigFiles} from '../edge/config-file.ts';
import type {Environment} from '../edge/environment.ts';
import {claudeFolder, paths} from '../edge/paths.ts';
import {findOffSwitch} from '../edge/switches.ts';
import {isThere, readTextFile} from '../edge/text-file.ts';

export interface Status {
  version: string;
  isOn: boolean;
  /** Why it is off; null when it is on. */
  offBecause: string | null;
  mode: Choice<Mode | 'detected'>;
  enforcement: Choice<Enforcement>;
  tier: Choice<Tier | 'auto'>;
  config: {path: string; state: 'absent' | 'read' | 'broken'};
  installs: Install[];
  dataFolder: string;
}

interface Choice<Value> {
  value: Value;
  because: string;
}

export interface Install {
  settings: string;
  /** null: the file cannot be read as JSON, so the client runs no hook of it. */
  hooks: number | null;
  /** Files that the hooks name and that are not there. */
  missing: string[];
  /** The plugin is switched on. */
  hasPlugin: boolean;
}

/** What tierwise would do in a session started here and now. */
export function readStatus(environment: Environment, folder: string): Status {
  const places = paths(environment);
  const files = readConfigFiles(places.config, folder);
  const {config, isBroken} = files;
  const overrides = readOverrides(environment);
  const offBecause = findOffSwitch(environment, '') ?? null;
  return {
    version,
    isOn: offBecause === null,
    offBecause,
    mode: chooseMode(overrides.mode, files),
    enforcement: choose(
      [overrides.enforcement, 'TIERWISE_ENFORCE'],
      [config.enforcement, 'config.json'],
      ['enforce', 'default'],
    ),
    tier: choose(
      [overrides.tier, 'TIERWISE_TIER'],
      [config.tier, 'config.json'],
      ['auto', 'default'],
    ),
    config: {path: places.config, state: stateOf(places.config, isBroken)},
    installs: [
      ...readInstall(join(claudeFolder(environment), 'settings.json')),
      ...readInstall(join(folder, '.claude', 'settings.json')),
    ],
    dataFolder: places.data,
  };
}

/** In the order of core/mode/select-mode.ts. */
function chooseMode(
  override: Mode | undefined,
  {config, isBroken, project, isProjectBroken}: ConfigFiles,
): Status['mode'] {
  const isOff = (mode: Mode | undefined) => (mode === 'off' ? mode : undefined);
  const observeIf = (holds: boolean) => (holds ? ('observe' as const) : undefined);
  const projectFile = "the project's .claude/tierwise.json";
  return choose<Mode | 'detected'>(
    [override, 'TIERWISE_MODE'],
    [isOff(project.mode), projectFile],
    [observeIf(isBroken), 'config.json is broken'],
    [isOff(config.mode), 'config.json'],
    [observeIf(isProjectBroken), `${projectFile} is broken`],
    [project.mode, projectFile],
    [config.mode, 'config.json'],
    ['detected', 'by the session'],
  );
}

function choose<Value>(
  ...options: [...[Value | undefined, string][], [Value, string]]
): Choice<Value> {
  const [value, because] = options.find(([each]) => each !== undefined) as [Value, string];
  return {value, because};
}

function stateOf(path: string, isBroken: boolean): Status['config']['state'] {
  if (isBroken) {
    return 'broken';
  }
  return isThere(path) ? 'read' : 'absent';
}

function readInstall(settings: string): Install[] {
  const text = readTextFile(settings);
  if (text === undefined) {
    return [];
  }
  const hooks = listOwnHooks(text);
  if (hooks === undefined) {
    return [{settings, hooks: null, missing: [], hasPlugin: false}];
  }
  const named = [...new Set(hooks.flatMap(({argv}) => argv))].filter((each) =>
    each.startsWith('/'),
  );
  const hasPlugin = readPluginSwitch(text);
  const missing = named.filter((path) => !isThere(path));
  return hooks.length === 0 && !hasPlugin
    ? []
    : [{settings, hooks: hooks.length, missing, hasPlugin}];
}
