import {join} from 'node:path';
import {isRecord} from '../core/guard.ts';
import type {Environment} from './environment.ts';
import {readJsonFile} from './json-file.ts';
import {claudeFolder} from './paths.ts';

/** `model` of the client's settings, the strongest file first; undefined: the client's default. */
export function readSettingsModel(
  environment: Environment,
  project: string | undefined,
): string | undefined {
  const files = [
    ...(project === undefined
      ? []
      : [
          join(project, '.claude', 'settings.local.json'),
          join(project, '.claude', 'settings.json'),
        ]),
    join(claudeFolder(environment), 'settings.json'),
  ];
  for (const path of files) {
    const file = readJsonFile(path);
    const model = file.state === 'read' && isRecord(file.value) ? file.value.model : undefined;
    if (typeof model === 'string' && model !== '' && model !== 'default') {
      return model;
    }
  }
  return undefined;
}
