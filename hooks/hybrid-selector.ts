import {answerPrompt} from '../lib/app/answer-prompt.ts';
import {handOff} from '../lib/app/hand-off.ts';
import {runHook} from '../lib/edge/hook-stdio.ts';

/** The registered prompt hook: situation -> mode -> directive, or a hand-off to the orchestrator. */
runHook(['UserPromptSubmit'], (input, environment) => answerPrompt(input, environment, handOff));
