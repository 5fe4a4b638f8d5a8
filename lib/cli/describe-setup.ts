import {describeSetupNote} from '../core/setup/describe-setup-note.ts';
import type {SetupReport} from '../core/setup/setup-report.ts';
import {groupByFolder} from './setup-command.ts';
import {wrapText} from './wrap-text.ts';

/** What an install or uninstall changed, as indented lines; [] when it changed nothing. */
export function describeChanges(report: SetupReport): string[] {
  const {settings, files} = report;
  const isDone = (change: string) => change !== 'unchanged' && change !== 'kept';
  const edits = settings.edits.filter(({change}) => isDone(change));
  return [
    ...(settings.change === 'unchanged'
      ? []
      : [`  ${settings.file}`, ...indented(countEdits(report, edits)), ...backupOf(report)]),
    ...groupByFolder(files.filter(({change}) => isDone(change))).flatMap(([folder, names]) => [
      `  ${folder}`,
      ...indented(names.join(', ')),
    ]),
    ...describePlugin(report),
    ...describeSchedules(report),
  ];
}

export function describeNotes({notes}: SetupReport): string[] {
  return notes.flatMap((note) => {
    const {text, run} = describeSetupNote(note);
    const lines = wrapText(`Note: ${text}`, {width: 80, indent: ''});
    return run === undefined ? lines : [...lines, `  ${run}`];
  });
}

function describePlugin({plugin, isDryRun, notes}: SetupReport): string[] {
  // Then the note says what is left to tell.
  if (notes.some(({code}) => code === 'plugin-left')) {
    return [];
  }
  const title = isDryRun ? '  Claude Code would be told:' : '  Claude Code was told:';
  return plugin.calls.length === 0 ? [] : [title, ...plugin.calls.map((call) => `    ${call}`)];
}

function describeSchedules({schedules = [], isDryRun}: SetupReport): string[] {
  const name = schedules.join(', ');
  return schedules.length === 0
    ? []
    : [`  ${name} ${isDryRun ? 'would start' : 'starts'} no more nights; jobs stay in the queue`];
}

function countEdits(
  {plugin, settings}: SetupReport,
  edits: SetupReport['settings']['edits'],
): string {
  const changes = [...new Set(edits.map(({change}) => change))];
  return [
    ...changes.map((change) => {
      const events = edits.filter((edit) => edit.change === change).map(({event}) => event);
      return `${events.length} ${events.length === 1 ? 'hook' : 'hooks'} ${change}: ${events.join(', ')}`;
    }),
    ...(plugin.calls.length === 0 ? [] : [`the plugin ${plugin.change}`]),
    ...describeStatusLine(settings.statusLine),
  ].join('; ');
}

function describeStatusLine(change: SetupReport['settings']['statusLine']): string[] {
  switch (change) {
    case 'wrapped':
      return ['our status line put in front of yours, which shows as before'];
    case 'added':
    case 'replaced':
    case 'removed':
      return [`our status line ${change}`];
    default:
      return [];
  }
}

function backupOf({settings, isDryRun}: SetupReport): string[] {
  return settings.backup === undefined || isDryRun ? [] : [`    before: ${settings.backup}`];
}

function indented(text: string): string[] {
  return wrapText(text, {width: 80, indent: '    '});
}
