import type {Decision} from '../decision/decide.ts';
import {findHold} from './find-hold.ts';
import type {WorkMemory} from './work-memory.ts';

/** Holds a move back that this session has had enough of. A wish by hand is the person's word. */
export function holdMove(decision: Decision, memory: WorkMemory): Decision {
  const {tier, route, isExplicit, reasons} = decision;
  const because =
    tier === 'stay' || isExplicit ? undefined : findHold(memory, {tier, kind: route.kind});
  return because === undefined
    ? decision
    : {...decision, tier: 'stay', reasons: [...reasons, because]};
}
