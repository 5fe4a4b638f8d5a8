import type {HookAnswer} from '../core/hook/hook-answer.ts';
import type {HookInput} from '../core/hook/hook-input.ts';
import {promptOrigin} from '../core/hook/prompt-origin.ts';
import type {Environment} from '../edge/environment.ts';
import {findOffSwitch} from '../edge/switches.ts';
import {answerTierCommand} from './answer-tier-command.ts';
import {forgetLastTurn} from './forget-last-turn.ts';
import type {HandOff} from './hand-off.ts';
import {routeTurn} from './route-turn.ts';

/**
 * What a prompt gets: a directive, an answer to `/tier`, or nothing at all.
 * @param handOff Does the work of a prompt in orchestration mode; a text: why that becomes a directive.
 */
export function answerPrompt(
  input: HookInput<'UserPromptSubmit'>,
  environment: Environment,
  handOff: HandOff | string,
): HookAnswer | undefined {
  const isOff = findOffSwitch(environment, input.session_id) !== undefined;
  if (isOff || input.agent_id !== undefined) {
    return undefined;
  }
  switch (promptOrigin(input.prompt, input.source)) {
    case 'prompt':
      return routeTurn(input, environment, handOff);
    case 'tier-command':
      return answerTierCommand(input, environment);
    case 'slash-command':
      forgetLastTurn(input.session_id, environment);
      return undefined;
    case 'client':
      return undefined;
  }
}
