/** What can go wrong with setting up nights. */
export type NightFailure =
  | {code: 'scheduler-failed'; command: string; message: string}
  | {code: 'scheduler-not-here'; scheduler: string; available: string[]};
