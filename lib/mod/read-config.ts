import {type Config, isConfig, isProjectConfig, type ProjectConfig} from '../core/config/config.ts';
import type {Engine} from './engine.ts';

export interface ConfigFiles {
  config: Config;
  /** It is there and cannot be understood: nothing it might have said is known. */
  isBroken: boolean;
  project: ProjectConfig;
  isProjectBroken: boolean;
}

export async function readConfigFiles(
  $: Engine,
  {data, root}: {data: string; root: string},
): Promise<ConfigFiles> {
  const [user, project] = await Promise.all([
    readJson($, `${data}/config.json`),
    readJson($, `${root}/.claude/tierwise.json`),
  ]);
  const isUserRead = user.isRead && isConfig(user.value);
  const isProjectRead = project.isRead && isProjectConfig(project.value);
  return {
    config: isUserRead ? (user.value as Config) : {},
    isBroken: user.isThere && !isUserRead,
    project: isProjectRead ? (project.value as ProjectConfig) : {},
    isProjectBroken: project.isThere && !isProjectRead,
  };
}

async function readJson(
  $: Engine,
  path: string,
): Promise<{isThere: boolean; isRead: boolean; value?: unknown}> {
  let text: string;
  try {
    text = await $.fs.read(path);
  } catch {
    const isThere = await $.fs.exists(path);
    return {isThere, isRead: false};
  }
  try {
    return {isThere: true, isRead: true, value: JSON.parse(text.replace(/^\uFEFF/, ''))};
  } catch {
    return {isThere: true, isRead: false};
  }
}
