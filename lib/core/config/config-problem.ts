/** A value in a configuration file that is not what its key takes. */
export interface ConfigProblem {
  /** `rules[0].tier` */
  key: string;
  /** Both count from 1. */
  line: number;
  column: number;
  expected: string;
  found: string;
}

/** A key that means nothing: the file counts as if the key were not there. */
export interface ConfigWarning {
  key: string;
  line: number;
  column: number;
  /** `unknown`: nobody reads it. `not-in-project`: only the user's own config.json may say it. */
  reason: 'unknown' | 'not-in-project';
  nearest: string | null;
}
