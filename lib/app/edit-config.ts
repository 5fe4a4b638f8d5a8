import {join} from 'node:path';
import {type CheckedConfig, type ConfigKind, checkConfig} from '../core/config/check-config.ts';
import {type ConfigKeyName, configKeys, readKeyPath} from '../core/config/config-keys.ts';
import {listSettings, type Setting} from '../core/config/list-settings.ts';
import {nearestName} from '../core/config/nearest-name.ts';
import {planConfigEdit} from '../core/config/plan-config-edit.ts';
import {readValue} from '../core/config/read-value.ts';
import type {Failure, Result} from '../core/failure/failure.ts';
import {readConfigFiles} from '../edge/config-file.ts';
import {readConfigText, writeConfigText} from '../edge/config-text.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {withSettingsLock} from '../edge/settings-file.ts';
import {catchFileErrors} from './catch-file-errors.ts';

/** What `config set` and `config unset` did. */
export interface ConfigEditReport extends CheckedConfig {
  file: string;
  key: string;
  /** undefined: the key was taken out. */
  value?: unknown;
  isChanged: boolean;
  /** The environment variable that holds in its place, in this shell. */
  overriddenBy: string | null;
}

/** Writes one key of config.json; `word` undefined takes it out. Everything else keeps its bytes. */
export async function editConfig(
  environment: Environment,
  key: string,
  word: string | undefined,
): Promise<Result<ConfigEditReport>> {
  const path = readKeyPath(key);
  if (path === undefined) {
    return {ok: false, failure: unknownKey(key)};
  }
  const value = word === undefined ? {ok: true as const, value: undefined} : readValue(path, word);
  if (!value.ok) {
    return value;
  }
  const {config: file, data} = paths(environment);
  return locked({file, data}, async () => {
    const before = await readConfigText(file);
    if (before.state === 'not-utf8') {
      return {ok: false, failure: {code: 'config-not-utf8', file}};
    }
    const old = before.state === 'read' ? before.text : undefined;
    const planned = planConfigEdit(old, {path, value: value.value}, file);
    if (!planned.ok) {
      return planned;
    }
    const text = planned.value;
    if (text !== undefined && text !== old) {
      await writeConfigText(file, text);
    }
    const checked = checkConfig(text ?? '{}', 'user', file);
    return checked.ok
      ? {
          ok: true,
          value: {
            file,
            key,
            ...(word === undefined ? {} : {value: value.value}),
            isChanged: text !== old,
            overriddenBy: overriddenBy(path[0], environment),
            ...checked.value,
          },
        }
      : checked;
  });
}

/** One key with the value that holds here and now. */
export function readSetting(
  environment: Environment,
  folder: string,
  key: string,
): Result<Setting & {name?: string}> {
  const path = readKeyPath(key);
  if (path === undefined) {
    return {ok: false, failure: unknownKey(key)};
  }
  const [head, name] = path;
  const setting = readSettings(environment, folder).find((each) => each.key === head) as Setting;
  if (name === undefined) {
    return {ok: true, value: setting};
  }
  const entries = setting.value as Record<string, unknown>;
  const value = Object.hasOwn(entries, name) ? entries[name] : null;
  return {ok: true, value: {...setting, name, value}};
}

/** Every key with the value that holds here and now. */
export function readSettings(environment: Environment, folder: string): Setting[] {
  const userFile = paths(environment).config;
  const files = readConfigFiles(userFile, folder);
  return listSettings({
    // What hooks do with a file that they cannot read.
    user: files.isBroken ? {mode: 'observe'} : files.config,
    userFile,
    project: files.isProjectBroken ? {mode: 'observe'} : files.project,
    projectFile: projectConfigPath(folder),
    environment,
  });
}

export interface ConfigCheck extends CheckedConfig {
  file: string;
  kind: ConfigKind;
  /** false: there is no such file, which is fine. */
  isThere: boolean;
}

/** Checks the given file, or without one the user's and this project's. */
export async function checkConfigFiles(
  environment: Environment,
  folder: string,
  file?: string,
): Promise<Result<ConfigCheck[]>> {
  const files =
    file === undefined ? [paths(environment).config, projectConfigPath(folder)] : [file];
  const checks: ConfigCheck[] = [];
  for (const each of files) {
    const check = await checkFile(each);
    if (!check.ok) {
      return check;
    }
    if (file !== undefined && !check.value.isThere) {
      return {ok: false, failure: {code: 'config-file-missing', file}};
    }
    if (check.value.problems.length > 0) {
      const {problems} = check.value;
      return {ok: false, failure: {code: 'config-invalid', file: each, problems}};
    }
    checks.push(check.value);
  }
  return {ok: true, value: checks};
}

export async function checkFile(file: string): Promise<Result<ConfigCheck>> {
  const kind: ConfigKind = /tierwise\.json$/.test(file) ? 'project' : 'user';
  return catchFileErrors<ConfigCheck, Failure>(async () => {
    const found = await readConfigText(file);
    if (found.state === 'absent') {
      return {ok: true, value: {file, kind, isThere: false, problems: [], warnings: []}};
    }
    if (found.state === 'not-utf8') {
      return {ok: false, failure: {code: 'config-not-utf8', file}};
    }
    const checked = checkConfig(found.text, kind, file);
    return checked.ok ? {ok: true, value: {file, kind, isThere: true, ...checked.value}} : checked;
  });
}

export function projectConfigPath(folder: string): string {
  return join(folder, '.claude', 'tierwise.json');
}

function unknownKey(key: string): Failure {
  const known = Object.keys(configKeys);
  const [head = ''] = key.split('.');
  return {code: 'config-key-unknown', key, nearest: nearestName(head, known), known};
}

function overriddenBy(key: ConfigKeyName, environment: Environment): string | null {
  const {variable} = configKeys[key];
  return variable !== undefined && environment[variable] ? variable : null;
}

/** Two edits at once wait for each other; none is lost. */
async function locked<Value>(
  {file, data}: {file: string; data: string},
  work: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  return catchFileErrors(async () => {
    let result: Result<Value> | undefined;
    const held = await withSettingsLock({file, stateFolder: join(data, 'state')}, async () => {
      result = await work();
      return {ok: true, value: undefined};
    });
    return held.ok ? (result as Result<Value>) : held;
  });
}
