import {answerPrompt} from '../lib/app/answer-prompt.ts';
import {runHook} from '../lib/edge/hook-stdio.ts';

/** Directives only. Installed beside hybrid-selector and not registered: what a roll-back points to. */
runHook(['UserPromptSubmit'], (input, environment) =>
  answerPrompt(input, environment, 'this hook gives directives only'),
);
