import type {SessionUse} from './session-use.ts';
import type {SessionTurns, TurnRecord} from './turn.ts';

/**
 * Prompts that ran between the decided ones and that nobody decided about: slash commands, `!`
 * lines, and what was typed while tierwise was off. They cost something, too.
 */
export function findUndecidedTurns(session: SessionTurns, use: SessionUse): TurnRecord[] {
  const decided = new Set(session.turns.map(({prompt}) => prompt));
  return [...use.turns]
    .filter(
      ([prompt, {at}]) =>
        at > session.from &&
        at <= session.to &&
        !decided.has(prompt) &&
        !session.isDecidedElsewhere(prompt),
    )
    .map(([prompt, {at}]) => ({
      session: session.session,
      prompt,
      at,
      decision: undefined,
      denials: 0,
      isGateOpen: false,
      hasEnded: true,
      rewritten: [],
      agentCalls: [],
      runModels: [],
      hasNext: false,
      correctedBy: undefined,
    }));
}
