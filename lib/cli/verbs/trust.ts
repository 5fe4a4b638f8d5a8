import {Command} from 'commander';
import type {TrustedFolder} from '../../core/trust/trusted-folder.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {currentFolder, print} from '../../edge/terminal.ts';
import {finish} from '../finish.ts';

interface Flags {
  json?: true;
}

const load = () => import('../../app/edit-trust.ts');

export function trustVerb(): Command {
  const verb = new Command('trust')
    .usage('<action> [folder]')
    .summary('say in which folders work may run unattended')
    .description(
      'Jobs and the commands of project files run only in folders that you trust. A folder\ninside a trusted one is trusted, unless a repository of its own begins on the way.',
    );
  verb
    .command('add')
    .argument('[folder]', 'the folder (default: this one)')
    .description('trust a folder, by its real path')
    .option('--json', 'one JSON object')
    .action(async (folder: string | undefined, flags: Flags) => {
      const request = {folder: folder ?? currentFolder(), now: new Date()};
      finish(await (await load()).addTrust(readEnvironment(), request), flags, (edit) =>
        edit.hasChanged
          ? `Trusted: ${edit.path}\nBack: tierwise trust remove ${edit.path}`
          : `It is trusted already: ${edit.path}`,
      );
    });
  verb
    .command('list')
    .description('the trusted folders')
    .option('--json', 'one JSON array')
    .action(async (flags: Flags) => {
      const folders = await (await load()).listTrust(readEnvironment());
      print(flags.json ? JSON.stringify(folders) : describeFolders(folders));
    });
  verb
    .command('remove')
    .argument('[folder]', 'the folder (default: this one)')
    .description('trust it no longer')
    .option('--json', 'one JSON object')
    .action(async (folder: string | undefined, flags: Flags) => {
      const {removeTrust} = await load();
      finish(
        await removeTrust(readEnvironment(), folder ?? currentFolder()),
        flags,
        ({path}) => `No longer trusted: ${path}`,
      );
    });
  verb
    .command('check')
    .argument('[folder]', 'the folder (default: this one)')
    .description('say whether work may run in a folder; the exit code says it, too')
    .option('--json', 'one JSON object')
    .action(async (folder: string | undefined, flags: Flags) => {
      const {checkTrust} = await import('../../app/check-trust.ts');
      finish(
        await checkTrust(readEnvironment(), folder ?? currentFolder()),
        flags,
        (path) => `Trusted: ${path}`,
      );
    });
  return verb;
}

function describeFolders(folders: readonly TrustedFolder[]): string {
  return folders.length === 0
    ? 'No folder is trusted, so nothing runs unattended. Trust this one: tierwise trust add'
    : folders.map(({path, added_at}) => `${added_at.slice(0, 10)}  ${path}`).join('\n');
}
