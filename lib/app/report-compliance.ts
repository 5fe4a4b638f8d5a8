import {type Compliance, foldCompliance} from '../core/metrics/compliance.ts';
import type {Period} from '../core/metrics/parse-time.ts';
import type {Environment} from '../edge/environment.ts';
import {type ReadTally, readTurns} from './read-turns.ts';

export interface ComplianceRequest {
  environment: Environment;
  period: Period;
}

export interface ComplianceReport extends Compliance {
  since: string | null;
  until: string | null;
  evidence: ReadTally;
}

/** Turns kept by id: more than anybody reads, little enough to print. */
const keptTurns = 50;

/** Whether what was decided is what ran. */
export function reportCompliance(request: ComplianceRequest): ComplianceReport {
  const fold = foldCompliance(keptTurns);
  const evidence = readTurns(request, {onTurn: fold.add});
  const {since, until} = request.period;
  return {since: since ?? null, until: until ?? null, ...fold.read(), evidence};
}
