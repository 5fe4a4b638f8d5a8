import {Command} from 'commander';
import {previewRouting} from '../../app/preview-routing.ts';
import type {Preview} from '../../core/preview/preview.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {print} from '../../edge/terminal.ts';
import {describePrompt, describeTotals, savingAssumptions} from '../describe-preview.ts';
import {usageError} from '../usage-error.ts';

interface Flags {
  last: string;
  json?: true;
}

export function previewVerb(): Command {
  return new Command('preview')
    .summary('route your own last prompts, to see what would move')
    .description(
      'Routes the last prompts of your own transcripts and says what would move where.\nNothing is sent, nothing is stored.',
    )
    .option('--last <number>', 'how many prompts', '200')
    .option('--json', 'one JSON object')
    .action(({last, json}: Flags) => {
      const preview = previewRouting(readEnvironment(), readLast(last));
      print(json ? JSON.stringify(preview) : describe(preview));
    });
}

function readLast(text: string): number {
  const last = Number(text);
  if (!Number.isInteger(last) || last < 1) {
    throw usageError(
      `--last takes a whole number from 1, not "${text}".`,
      'tierwise preview --last 50',
    );
  }
  return last;
}

function describe(preview: Preview): string {
  const {prompts, sessions, folder} = preview;
  if (prompts.length === 0) {
    return `No prompts yet: there are no transcripts in ${folder}.\nTry: tierwise route "run the tests and show me the failures"`;
  }
  return [
    `Your last ${prompts.length === 1 ? 'prompt' : `${prompts.length} prompts`}, from ${sessions} ${sessions === 1 ? 'session' : 'sessions'}; newest first.`,
    '',
    ...prompts.map(describePrompt),
    '',
    ...describeTotals(preview),
    ...(preview.saving.turns === 0 ? [] : savingAssumptions),
    'Nothing was sent or stored.',
  ].join('\n');
}
