import {addFailure} from './add-failure.ts';
import type {Correction} from './correction.ts';
import type {WorkMemory} from './work-memory.ts';

/** The plainest word there is: after it nothing more is moved. */
const endsMoves: readonly Correction[] = ['taken-back', 'wrong', 'redo'];

/** The tier was too small for this work. An objection may be about anything, so it is only counted. */
const tellsFailure: readonly Correction[] = ['still-failing', 'larger-tier', 'larger-model'];

/** What a session learns from a correction of its last turn: nothing, where that was not moved. */
export function learnFrom<Memory extends WorkMemory>(
  memory: Memory,
  correction: Correction,
): Memory {
  const {last, work} = memory;
  if (endsMoves.includes(correction)) {
    return last === undefined || last.tier === 'stay' ? memory : {...memory, isStopped: true};
  }
  return work !== undefined && tellsFailure.includes(correction)
    ? addFailure(memory, work)
    : memory;
}
