import {readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {nameReason} from '../core/failure/file-failure.ts';
import type {SettingsFacts} from '../core/health/judge-settings.ts';
import type {Environment} from './environment.ts';
import {claudeFolder} from './paths.ts';

/** Where an organisation puts the settings that win over everybody's. */
export const managedSettings: string =
  {
    darwin: '/Library/Application Support/ClaudeCode/managed-settings.json',
    win32: 'C:\\Program Files\\ClaudeCode\\managed-settings.json',
  }[process.platform as string] ?? '/etc/claude-code/managed-settings.json';

/** Every settings file that a session in the given folder reads and that is there. */
export function readClientSettingsFiles(
  environment: Environment,
  project: string,
  managed: string = managedSettings,
): SettingsFacts[] {
  const user = join(claudeFolder(environment), 'settings.json');
  const places: Omit<SettingsFacts, 'text'>[] = [
    {scope: 'user', file: user},
    {scope: 'project', file: join(project, '.claude', 'settings.json')},
    {scope: 'local', file: join(project, '.claude', 'settings.local.json')},
    {scope: 'managed', file: managed},
  ];
  return places
    .filter(({scope, file}) => scope === 'user' || resolve(file) !== resolve(user))
    .flatMap((place): SettingsFacts[] => {
      try {
        return [{...place, text: readFileSync(place.file, 'utf8')}];
      } catch (error) {
        const {code = ''} = error as NodeJS.ErrnoException;
        return code === 'ENOENT' || code === 'ENOTDIR'
          ? []
          : [{...place, text: undefined, reason: nameReason(code)}];
      }
    });
}
