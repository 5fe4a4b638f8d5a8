import type {Script} from '../script.ts';
import {echo} from './echo.ts';

/** Plays the scripts one after the other, one request each; the last one goes on playing. */
export function sequence(...scripts: Script[]): Script {
  let played = 0;
  return (request) => (scripts[Math.min(played++, scripts.length - 1)] ?? echo)(request);
}
