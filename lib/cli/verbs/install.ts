import {type Command, Option} from 'commander';
import {installSurface} from '../../app/install-surface.ts';
import {readStatus} from '../../app/read-status.ts';
import type {SetupReport} from '../../core/setup/setup-report.ts';
import {type Surface, type SurfaceWish, surfaceWishes} from '../../core/setup/surface.ts';
import {version} from '../../core/version.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {currentFolder, isInteractive, print} from '../../edge/terminal.ts';
import {askConsent} from '../ask-consent.ts';
import {describeChanges, describeNotes} from '../describe-setup.ts';
import {finish} from '../finish.ts';
import {type SetupFlags, setupCommand, setupRequest} from '../setup-command.ts';
import {wrapText} from '../wrap-text.ts';

export function installVerb(): Command {
  return setupCommand('install')
    .summary('put tierwise into Claude Code')
    .description(
      'Puts tierwise into Claude Code, in the way that fits its version. A plugin (mod) lets\nthe main thread itself run on the routed model; it needs Claude Code 2.1.287 and no\nadministrator who forbids it. Hooks work everywhere: agents and the /tier command go\nwith them. In settings.json only our own entries are added; everything else keeps its\nbytes, and a backup is made. Doing it again changes nothing more:\nwithout --surface the one that is installed stays.\nOn a terminal it shows first what it would do with your own last prompts, and asks.',
    )
    .addOption(
      new Option(
        '--surface <surface>',
        'plugin, hooks, both (hooks stand down beside it), or what fits (default: what is installed, the first time auto)',
      ).choices(surfaceWishes),
    )
    .option('--status-line', 'put ours in front of your status line: it notes the quota')
    .option('--no-status-line', 'give you back your own')
    .action(installAfterAsking);
}

interface InstallFlags extends SetupFlags {
  surface?: SurfaceWish;
  statusLine?: boolean;
}

async function installAfterAsking(flags: InstallFlags): Promise<void> {
  const environment = readEnvironment();
  const folder = currentFolder();
  const {surface: wish, statusLine} = flags;
  const request = {...setupRequest(flags), wish, statusLine, environment, folder};
  if (flags.yes || flags.json || flags.dryRun || !isInteractive()) {
    finish(await installSurface(request), flags, describe);
    return;
  }
  // Nobody is asked about an install that cannot be done or is done already.
  const rehearsal = await installSurface({...request, dryRun: true});
  if (!rehearsal.ok || !rehearsal.value.isChanged) {
    finish(rehearsal, flags, (report) => describe({...report, isDryRun: false}));
    return;
  }
  const consent = await askConsent(environment);
  if (consent === 'cancel') {
    print('\nNothing was installed, nothing was changed.');
    return;
  }
  // Written before the hooks are registered, so that no prompt is routed in between.
  const {rememberConsent} = await import('../../app/remember-consent.ts');
  const remembered = await rememberConsent(environment, consent);
  finish(remembered.ok ? await installSurface(request) : remembered, flags, describe);
}

function describe(report: SetupReport): string {
  const where = report.scope === 'user' ? 'for you' : 'for this project';
  if (!report.isChanged) {
    return [
      `tierwise ${version} is already installed ${where}.`,
      ...describeSurface(report),
      ...describeMode(),
      ...describeNotes(report),
    ].join('\n');
  }
  return [
    report.isDryRun
      ? `tierwise ${version} would be installed ${where}:`
      : `tierwise ${version} is installed ${where}.`,
    ...describeSurface(report),
    ...describeChanges(report),
    ...(report.isDryRun ? [] : describeMode()),
    ...describeNotes(report),
    ...(report.isDryRun ? [] : describeWayBack(report)),
  ].join('\n');
}

function describeMode(): string[] {
  const {mode, isOn, offBecause} = readStatus(readEnvironment(), currentFolder());
  if (!isOn) {
    return [`It is off: ${offBecause}.`];
  }
  switch (mode.value) {
    case 'observe':
      return [`It only observes (${mode.because}). To route: tierwise config unset mode`];
    case 'off':
      return [`It is off (${mode.because}). To route: tierwise config unset mode`];
    default:
      return ['New sessions are routed.'];
  }
}

const surfaceNames: Readonly<Record<Surface, string>> = {
  hooks: 'as hooks',
  mod: 'as a plugin',
  both: 'as a plugin, and as hooks that stand down beside it',
};

function describeSurface({surface}: SetupReport): string[] {
  return surface === undefined
    ? []
    : wrapText(`  ${surfaceNames[surface.surface]}: ${surface.because}`, {width: 80, indent: '  '});
}

/** With the copy that was just installed: the folder this ran from may be gone tomorrow. */
function describeWayBack({files, undo}: SetupReport): string[] {
  const cli = files.map(({path}) => path).find((path) => /[\\/]tierwise\.cjs$/.test(path));
  const command = cli === undefined ? 'tierwise' : `node ${cli}`;
  return [
    `Off and on:  ${command} off | on`,
    `Undo:        ${undo.replace(/^tierwise/, command)}`,
    `Check it:    ${command} doctor`,
  ];
}
