import {foldQuality, type Quality} from '../core/metrics/fold-quality.ts';
import type {Period} from '../core/metrics/parse-time.ts';
import type {Environment} from '../edge/environment.ts';
import {type ReadTally, readTurns} from './read-turns.ts';

export interface QualityReport extends Quality {
  since: string | null;
  until: string | null;
  evidence: ReadTally;
}

/** How often the person's next step took a decision back. */
export function reportQuality(request: {environment: Environment; period: Period}): QualityReport {
  const fold = foldQuality();
  const evidence = readTurns(request, {onTurn: fold.add});
  const {since, until} = request.period;
  return {since: since ?? null, until: until ?? null, ...fold.read(), evidence};
}
