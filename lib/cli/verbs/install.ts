import type {Command} from 'commander';
import {install} from '../../app/install.ts';
import {readStatus} from '../../app/read-status.ts';
import type {SetupReport} from '../../core/setup/setup-report.ts';
import {version} from '../../core/version.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {currentFolder, isInteractive, print} from '../../edge/terminal.ts';
import {askConsent} from '../ask-consent.ts';
import {describeChanges, describeNotes} from '../describe-setup.ts';
import {finish} from '../finish.ts';
import {type SetupFlags, setupCommand, setupRequest} from '../setup-command.ts';

export function installVerb(): Command {
  return setupCommand('install')
    .summary('put tierwise into Claude Code')
    .description(
      'Copies the hooks, agents and the /tier command into Claude Code, and registers the\nhooks in settings.json. Only our own entries are added; everything else keeps its\nbytes, and a backup is made. Doing it again changes nothing more.\nOn a terminal it shows first what it would do with your own last prompts, and asks.',
    )
    .action(installAfterAsking);
}

async function installAfterAsking(flags: SetupFlags): Promise<void> {
  const request = setupRequest(flags);
  if (flags.yes || flags.json || flags.dryRun || !isInteractive()) {
    finish(await install(request), flags, describe);
    return;
  }
  // Nobody is asked about an install that cannot be done or is done already.
  const rehearsal = await install({...request, dryRun: true});
  if (!rehearsal.ok || !rehearsal.value.isChanged) {
    finish(rehearsal, flags, (report) => describe({...report, isDryRun: false}));
    return;
  }
  const consent = await askConsent(readEnvironment());
  if (consent === 'cancel') {
    print('\nNothing was installed, nothing was changed.');
    return;
  }
  // Written before the hooks are registered, so that no prompt is routed in between.
  const {rememberConsent} = await import('../../app/remember-consent.ts');
  const remembered = await rememberConsent(readEnvironment(), consent);
  finish(remembered.ok ? await install(request) : remembered, flags, describe);
}

function describe(report: SetupReport): string {
  const where = report.scope === 'user' ? 'for you' : 'for this project';
  if (!report.isChanged) {
    return [
      `tierwise ${version} is already installed ${where}.`,
      ...describeMode(),
      ...describeNotes(report),
    ].join('\n');
  }
  return [
    report.isDryRun
      ? `tierwise ${version} would be installed ${where}:`
      : `tierwise ${version} is installed ${where}.`,
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
