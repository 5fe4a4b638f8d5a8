import {Command} from 'commander';
import type {ConfigCheck, ConfigEditReport} from '../../app/edit-config.ts';
import type {ConfigWarning} from '../../core/config/config-problem.ts';
import type {Setting} from '../../core/config/list-settings.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {paths} from '../../edge/paths.ts';
import {currentFolder, print, printError} from '../../edge/terminal.ts';
import {finish} from '../finish.ts';

interface Flags {
  json?: true;
}

/** zod and jsonc-parser are slow to start: only who calls this verb waits for them. */
const load = () => import('../../app/edit-config.ts');

export function configVerb(): Command {
  const verb = new Command('config')
    .usage('<action> [arguments]')
    .summary('read and change the settings')
    .description(
      'Reads and changes config.json in the data folder. What a key means: docs/configuration.md',
    );
  verb
    .command('list')
    .description('every key with its value, and who says so')
    .option('--json', 'one JSON array')
    .action(async (flags: Flags) => {
      const settings = (await load()).readSettings(readEnvironment(), currentFolder());
      print(flags.json ? JSON.stringify(settings) : describeSettings(settings));
      await warnAboutFiles();
    });
  verb
    .command('get')
    .argument('<key>', 'as in `config list`; also agents.<name>')
    .description('the value of one key that holds here and now')
    .option('--json', 'one JSON object, with the origin')
    .action(async (key: string, flags: Flags) => {
      finish(
        (await load()).readSetting(readEnvironment(), currentFolder(), key),
        flags,
        (setting) => writeValue(setting.value),
      );
    });
  verb
    .command('set')
    .argument('<key>')
    .argument('<value>', 'a word, or JSON')
    .description('write one key into config.json; all else keeps its bytes')
    .option('--json', 'one JSON object')
    .action(async (key: string, value: string, flags: Flags) => {
      finish(await (await load()).editConfig(readEnvironment(), key, value), flags, describeEdit);
    });
  verb
    .command('unset')
    .argument('<key>')
    .description('take one key out of config.json')
    .option('--json', 'one JSON object')
    .action(async (key: string, flags: Flags) => {
      finish(
        await (await load()).editConfig(readEnvironment(), key, undefined),
        flags,
        describeEdit,
      );
    });
  verb
    .command('path')
    .description('where config.json is')
    .action(() => print(paths(readEnvironment()).config));
  verb
    .command('validate')
    .argument('[file]', "a file to check (default: yours and this project's)")
    .description('check the files: values, with line and column, and unknown keys')
    .option('--json', 'one JSON array')
    .action(async (file: string | undefined, flags: Flags) => {
      const checks = await (await load()).checkConfigFiles(
        readEnvironment(),
        currentFolder(),
        file,
      );
      finish(checks, flags, describeChecks);
    });
  return verb;
}

/** The list is of what holds; a file that cannot be read does not. */
async function warnAboutFiles(): Promise<void> {
  const checks = await (await load()).checkConfigFiles(readEnvironment(), currentFolder());
  if (!checks.ok) {
    printError('Note: a configuration file cannot be read. Run: tierwise config validate');
  } else if (checks.value.some(({warnings}) => warnings.length > 0)) {
    printError('Note: there are keys that nobody reads. Run: tierwise config validate');
  }
}

const origins: Readonly<Record<Setting['origin'], string>> = {
  default: 'default',
  user: 'config.json',
  project: "the project's tierwise.json",
  environment: '',
};

function describeSettings(settings: readonly Setting[]): string {
  return settings
    .map(({key, value, origin, from}) => {
      const who = origin === 'environment' ? `${from}` : origins[origin];
      const text = writeValue(value);
      return text.length <= 32
        ? `${key.padEnd(12)} ${text.padEnd(32)}  ${who}`
        : `${key.padEnd(12)} ${''.padEnd(32)}  ${who}\n  ${text}`;
    })
    .join('\n');
}

function writeValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function describeEdit({file, key, value, isChanged, ...report}: ConfigEditReport): string {
  const state = value === undefined ? 'is not set' : `is ${writeValue(value)}`;
  return [
    `${key} ${state}${isChanged ? '' : ' already'}, from the next prompt. (${file})`.replace(
      ' already, from the next prompt.',
      ' already.',
    ),
    ...(report.overriddenBy === null
      ? []
      : [`Note: ${report.overriddenBy} is set in this shell and wins over it.`]),
    ...report.problems.map(
      ({key: wrong, line, column, expected, found}) =>
        `Note: line ${line}, column ${column}: ${wrong} is ${found}; it takes ${expected}. Until that is corrected, tierwise only observes.`,
    ),
    ...report.warnings.map(describeWarning),
  ].join('\n');
}

function describeChecks(checks: readonly ConfigCheck[]): string {
  return checks
    .flatMap(({file, kind, isThere, warnings}) =>
      isThere
        ? [`${file} is valid.`, ...warnings.map(describeWarning)]
        : kind === 'user'
          ? [`${file} is not there: everything is at its default.`]
          : [],
    )
    .join('\n');
}

function describeWarning({key, line, column, reason, nearest}: ConfigWarning): string {
  const why =
    reason === 'not-in-project'
      ? 'only your own config.json may say it, so it is ignored here.'
      : `nobody reads this key.${nearest === null ? '' : ` Did you mean "${nearest}"?`}`;
  return `  line ${line}, column ${column}: ${key}: ${why}`;
}
