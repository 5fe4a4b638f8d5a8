import {join} from 'node:path';
import {type Config, isConfig, isProjectConfig, type ProjectConfig} from '../core/config/config.ts';
import {readJsonFile} from './json-file.ts';

export interface ConfigFiles {
  config: Config;
  /** config.json is there and cannot be understood: nothing it might have said is known. */
  isBroken: boolean;
  project: ProjectConfig;
  /** The project's file is there and cannot be understood: there, nothing is changed. */
  isProjectBroken: boolean;
}

export function readConfigFiles(configPath: string, projectDir: string | undefined): ConfigFiles {
  const user = readJsonFile(configPath);
  const project =
    projectDir === undefined
      ? ({state: 'absent'} as const)
      : readJsonFile(join(projectDir, '.claude', 'tierwise.json'));
  const isUserRead = user.state === 'read' && isConfig(user.value);
  const isProjectRead = project.state === 'read' && isProjectConfig(project.value);
  return {
    config: isUserRead ? (user.value as Config) : {},
    isBroken: user.state !== 'absent' && !isUserRead,
    project: isProjectRead ? (project.value as ProjectConfig) : {},
    isProjectBroken: project.state !== 'absent' && !isProjectRead,
  };
}
