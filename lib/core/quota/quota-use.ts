/** A rise of a window's figure between two readings, and who caused it. */
export interface QuotaUse {
  /** Both ends of the stretch in which it happened. */
  fromMs: number;
  toMs: number;
  share: number;
  by: 'user' | 'night';
}

/** A run of our own, for telling its use from the person's. */
export interface OwnRun {
  fromMs: number;
  toMs: number;
}
