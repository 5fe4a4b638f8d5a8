import type {JsonProblem} from '../setup/setup-failure.ts';
import type {ConfigProblem} from './config-problem.ts';

/** What can go wrong with `tierwise config`. Nothing was changed. */
export type ConfigFailure =
  | {
      code: 'config-not-json';
      file: string;
      /** Both count from 1. */
      line: number;
      column: number;
      problem: JsonProblem;
    }
  | {code: 'config-not-utf8'; file: string}
  | {code: 'config-not-an-object'; file: string; found: string}
  | {code: 'config-invalid'; file: string; problems: ConfigProblem[]}
  | {code: 'config-file-missing'; file: string}
  | {code: 'config-key-unknown'; key: string; nearest: string | null; known: string[]}
  | {code: 'config-value-wrong'; key: string; expected: string; found: string};
