import {readOverrides} from '../mode/read-overrides.ts';
import {isBelow} from '../tier.ts';
import type {Config, ProjectConfig} from './config.ts';
import {type ConfigKeyName, configKeys} from './config-keys.ts';

type Origin = 'default' | 'user' | 'project' | 'environment';

/** One key with the value that holds, and who said it. */
export interface Setting {
  key: ConfigKeyName;
  value: unknown;
  origin: Origin;
  /** The variable or the file that said it; null for a default. */
  from: string | null;
}

export interface ConfigLayers {
  user: Config;
  userFile: string;
  project: ProjectConfig;
  projectFile: string;
  environment: Readonly<Record<string, string | undefined>>;
}

/** Every key with the value that holds for a session started here and now. */
export function listSettings(layers: ConfigLayers): Setting[] {
  return (Object.keys(configKeys) as ConfigKeyName[]).map((key) => findSetting(key, layers));
}

function findSetting(key: ConfigKeyName, layers: ConfigLayers): Setting {
  const {variable, fallback} = configKeys[key];
  const override = overrideOf(key, layers.environment);
  if (variable !== undefined && override !== undefined) {
    return {key, value: override, origin: 'environment', from: variable};
  }
  const user = layers.user[key];
  const project = projectValueOf(key, layers.project);
  if (project !== undefined && isProjectFirst(key, layers)) {
    return {key, value: combine(key, project, user), origin: 'project', from: layers.projectFile};
  }
  return user === undefined
    ? {key, value: fallback, origin: 'default', from: null}
    : {key, value: user, origin: 'user', from: layers.userFile};
}

function overrideOf(key: ConfigKeyName, environment: ConfigLayers['environment']): unknown {
  const overrides = readOverrides(environment);
  const {mode, tier, enforcement, economics}: Record<string, unknown> = {...overrides};
  return {mode, tier, enforcement, economics}[key as string];
}

function projectValueOf(key: ConfigKeyName, project: ProjectConfig): unknown {
  return key === 'mode' || key === 'maxTier' || key === 'rules' ? project[key] : undefined;
}

/** A project can only make tierwise do less: of two words, the smaller one holds. */
function isProjectFirst(key: ConfigKeyName, {user, project}: ConfigLayers): boolean {
  if (key === 'mode') {
    return project.mode === 'off' || user.mode !== 'off';
  }
  if (key === 'maxTier' && user.maxTier !== undefined && project.maxTier !== undefined) {
    return isBelow(project.maxTier, user.maxTier);
  }
  return true;
}

/** The project's rules are asked first, then the user's. */
function combine(key: ConfigKeyName, project: unknown, user: unknown): unknown {
  return key === 'rules' && Array.isArray(project) && Array.isArray(user)
    ? [...project, ...user]
    : project;
}
