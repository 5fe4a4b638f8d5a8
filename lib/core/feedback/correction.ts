/** How the next thing a person did took a turn back; the clearest signs first. */
export const corrections = [
  /** "undo that", "revert it", a rewind. */
  'taken-back',
  /** "no, wrong", "that's not what I asked". */
  'wrong',
  /** `~opus` alone: the same again on a larger tier. */
  'redo',
  /** "still broken", "same error". */
  'still-failing',
  /** The same kind of work on a larger tier, or a larger `/tier`. */
  'larger-tier',
  /** A `/model` that is larger than what ran. */
  'larger-model',
  /** "no, the other file". It may as well answer a question. */
  'objection',
] as const;

export type Correction = (typeof corrections)[number];
