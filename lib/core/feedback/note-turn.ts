import type {TurnTrace, WorkMemory} from './work-memory.ts';

/** A new turn is the one that the next prompt may correct; a follow-up goes on with the same work. */
export function noteTurn<Memory extends WorkMemory>(memory: Memory, last: TurnTrace): Memory {
  const {tier, kind} = last;
  if (tier !== 'stay') {
    return {...memory, last, work: {tier, kind}};
  }
  const goesOn = kind === 'follow-up' || kind === 'chat';
  return {...memory, last, work: goesOn ? memory.work : undefined};
}
