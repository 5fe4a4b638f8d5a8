import {previewRouting} from '../app/preview-routing.ts';
import type {Environment} from '../edge/environment.ts';
import {ask, print} from '../edge/terminal.ts';
import {describePrompt, describeTotals} from './describe-preview.ts';

export type Consent = 'on' | 'observe' | 'cancel';

/** Enough to see one's own work in it, and read in no time. */
const shownPrompts = 50;
const examples = 3;

/** Shows what routing would have done with the person's own prompts, and asks what to do. */
export async function askConsent(environment: Environment): Promise<Consent> {
  const preview = previewRouting(environment, shownPrompts);
  const moved = preview.prompts.filter(({tier}) => tier !== 'stay').slice(0, examples);
  print(
    [
      ...(preview.prompts.length === 0
        ? ['You have no prompts here yet, so there is nothing to preview.']
        : [
            'What tierwise would have done with your last prompts:',
            '',
            ...moved.map((prompt) => `  ${describePrompt(prompt)}`.slice(0, 80).trimEnd()),
            ...(moved.length === 0 ? [] : ['']),
            ...describeTotals(preview),
            'All of them: tierwise preview. Nothing was sent or stored.',
          ]),
      '',
      '  on       route prompts from now on',
      '  observe  change nothing; only write down what would have been done',
      '  cancel   install nothing',
      '',
    ].join('\n'),
  );
  for (;;) {
    const answer = await ask('Install tierwise? [on] / observe / cancel: ');
    const choice = readAnswer(answer);
    if (choice !== undefined) {
      return choice;
    }
    print('Please answer on, observe or cancel.');
  }
}

/** Enter means the first one; leaving (undefined) means cancel. */
function readAnswer(answer: string | undefined): Consent | undefined {
  const word = answer?.trim().toLowerCase();
  switch (word) {
    case undefined:
    case 'cancel':
    case 'c':
    case 'no':
    case 'n':
    case 'q':
      return 'cancel';
    case '':
    case 'on':
    case 'yes':
    case 'y':
      return 'on';
    case 'observe':
    case 'o':
      return 'observe';
    default:
      return undefined;
  }
}
