import type {Command} from 'commander';
import {uninstallEverything} from '../../app/uninstall-everything.ts';
import type {SetupReport} from '../../core/setup/setup-report.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {describeChanges, describeNotes} from '../describe-setup.ts';
import {finish} from '../finish.ts';
import {type SetupFlags, setupCommand, setupRequest} from '../setup-command.ts';

export function uninstallVerb(): Command {
  return setupCommand('uninstall')
    .summary('take tierwise out again; settings.json gets its bytes back')
    .description(
      'Takes our entries out of settings.json and our files away, and what `night install`\nset up. What you changed around them stays, and so do your configuration, your\nevidence and the jobs in the queue.',
    )
    .action(async (flags: SetupFlags) => {
      finish(await uninstallEverything(setupRequest(flags), readEnvironment()), flags, describe);
    });
}

function describe(report: SetupReport): string {
  const where = report.scope === 'user' ? '' : ' in this project';
  if (!report.isChanged) {
    return [`tierwise is not installed${where}.`, ...describeNotes(report)].join('\n');
  }
  return [
    report.isDryRun ? 'tierwise would be uninstalled:' : 'tierwise is uninstalled.',
    ...describeChanges(report),
    ...describeNotes(report),
  ].join('\n');
}
