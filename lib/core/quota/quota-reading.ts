export const windowKinds = ['five_hour', 'seven_day'] as const;

/** The plan's two windows; each begins with its first use after the last one ended. */
export type WindowKind = (typeof windowKinds)[number];

export const windowMs: Readonly<Record<WindowKind, number>> = {
  five_hour: 5 * 60 * 60 * 1000,
  seven_day: 7 * 24 * 60 * 60 * 1000,
};

/** Who told: the mod in a session, a run of our own, the status line. All are the client's word. */
type QuotaSource = 'mod' | 'run' | 'status-line';

/** What the client said about one window at one moment. */
export interface QuotaReading {
  atMs: number;
  window: WindowKind;
  /** Share that is used, 1 is all; it can be a little more. null: not told, which is not 0. */
  used: number | null;
  resetsAtMs: number | null;
  /** A request was refused: nothing goes until the reset. */
  isLimited: boolean;
  source: QuotaSource;
}
