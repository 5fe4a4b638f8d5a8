import {Command} from 'commander';
import {type Install, readStatus, type Status} from '../../app/read-status.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {currentFolder, print} from '../../edge/terminal.ts';

export function statusVerb(): Command {
  return new Command('status')
    .summary('say whether tierwise is on, how it is set, and where it is installed')
    .description('Says what tierwise would do in a session started here and now.')
    .option('--json', 'one JSON object')
    .action((flags: {json?: true}) => {
      const status = readStatus(readEnvironment(), currentFolder());
      print(flags.json ? JSON.stringify(status) : describe(status));
    });
}

function describe(status: Status): string {
  const {mode, enforcement, tier, config} = status;
  return [
    describeState(status),
    `  mode         ${mode.value} (${mode.because})`,
    `  enforcement  ${enforcement.value} (${enforcement.because})`,
    `  tier         ${tier.value} (${tier.because})`,
    `  config       ${config.path}${config.state === 'read' ? '' : ` (${config.state})`}`,
    `  data         ${status.dataFolder}`,
    ...(status.installs.length === 0
      ? ['  installed    nowhere: run tierwise install']
      : status.installs.flatMap(describeInstall)),
  ].join('\n');
}

/** Not switched off is not yet on: here it may be installed nowhere. */
function describeState({version, isOn, offBecause, installs}: Status): string {
  if (!isOn) {
    return `tierwise ${version} is off: ${offBecause}`;
  }
  return `tierwise ${version} is ${installs.length === 0 ? 'not installed here' : 'on'}`;
}

function describeInstall({settings, hooks, missing, hasPlugin}: Install): string[] {
  if (hooks === null) {
    return [
      `  installed    ${settings}`,
      '               is not strict JSON: Claude Code runs no hook of it. Run tierwise doctor',
    ];
  }
  return [
    ...(hasPlugin ? [`  installed    the plugin, in ${settings}`] : []),
    ...(hooks === 0 ? [] : [`  installed    ${hooks} hooks in ${settings}`]),
    ...missing.map((file) => `    missing    ${file}`),
    ...(missing.length === 0 ? [] : ['    repair     tierwise install']),
  ];
}
