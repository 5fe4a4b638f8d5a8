import {dirname} from 'node:path';
import {Command, Option} from 'commander';
import type {InstallRequest} from '../app/install.ts';
import type {SetupReport} from '../core/setup/setup-report.ts';
import type {SetupScope} from '../core/setup/setup-scope.ts';
import {findClientCli} from '../edge/client-cli.ts';
import {readEnvironment} from '../edge/environment.ts';
import {claudeFolder, dataFolder} from '../edge/paths.ts';
import {currentFolder, nodePath, programFolder} from '../edge/terminal.ts';

export interface SetupFlags {
  scope: SetupScope;
  dryRun?: true;
  yes?: true;
  json?: true;
}

/** The options that install and uninstall share. */
export function setupCommand(name: string): Command {
  return new Command(name)
    .addOption(
      new Option('--scope <scope>', 'for you everywhere, or for this project')
        .choices(['user', 'project'])
        .default('user'),
    )
    .option('--dry-run', 'say what would change; change nothing')
    .option('-y, --yes', 'ask nothing')
    .option('--json', 'one JSON object');
}

/** What install and uninstall need to know of this machine and this call. */
export function setupRequest({scope, dryRun}: SetupFlags): Omit<InstallRequest, 'surface'> {
  const environment = readEnvironment();
  const path = findClientCli(environment);
  return {
    client: path === undefined ? undefined : {path, environment},
    claudeDir: claudeFolder(environment),
    home: dataFolder(environment),
    scope,
    projectDir: currentFolder(),
    nodePath: nodePath(),
    distDir: programFolder(),
    now: new Date(),
    dryRun: dryRun === true,
  };
}

/** The files of a report by folder, so that ten paths read as four lines. */
export function groupByFolder(files: SetupReport['files']): [folder: string, names: string[]][] {
  const groups = new Map<string, string[]>();
  for (const {path} of files) {
    const folder = dirname(path);
    groups.set(folder, [...(groups.get(folder) ?? []), path.slice(folder.length + 1)]);
  }
  return [...groups];
}
