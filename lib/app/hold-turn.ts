import type {Decision} from '../core/decision/decide.ts';
import {writeHold} from '../core/decision/write-hold.ts';
import {shouldHoldTurn} from '../core/enforcement/should-hold-turn.ts';
import type {HookAnswer} from '../core/hook/hook-answer.ts';
import type {HookInput} from '../core/hook/hook-input.ts';
import type {Environment} from '../edge/environment.ts';
import {findOwnTurn} from './find-own-turn.ts';
import {rememberTurnEvent} from './remember-turn-event.ts';

/**
 * Text typed into a running turn: newer clients send it under the prompt id of that turn. Where it
 * ends a move of ours, the turn is left alone from then on, and the model is told.
 * @param decideText Asked for a turn of ours alone, and given so that no second router lies in this bundle.
 */
export function holdTurn(
  input: HookInput<'UserPromptSubmit'>,
  environment: Environment,
  decideText: () => Decision,
): HookAnswer | undefined {
  const own = findOwnTurn(input, environment);
  if (own === undefined) {
    return undefined;
  }
  const typed = decideText();
  if (!shouldHoldTurn(own.turn, input.prompt, typed)) {
    return undefined;
  }
  rememberTurnEvent(own.path, 'held', environment);
  const {because, refusal} = typed;
  return {
    intent: 'tell-model',
    text: writeHold(because),
    ...(refusal === undefined ? {} : {tellUser: refusal}),
  };
}
