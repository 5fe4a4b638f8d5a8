import {answerPrompt} from '../lib/app/answer-prompt.ts';
import {runHook} from '../lib/edge/hook-stdio.ts';

/** The registered prompt hook: situation -> mode -> directive. */
runHook(['UserPromptSubmit'], (input, environment) =>
  answerPrompt(input, environment, 'a hand-off needs the orchestrator, which is not installed'),
);
