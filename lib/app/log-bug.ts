import type {Environment} from '../edge/environment.ts';
import {writeLog} from '../edge/log.ts';
import {paths} from '../edge/paths.ts';

/** An error of the command line that nobody foresaw, with its trace, for a report. */
export function logBug(environment: Environment, error: unknown): void {
  const trace = error instanceof Error ? (error.stack ?? error.message) : error;
  writeLog(paths(environment).logs, 'verb-failed', trace, 'error');
}
