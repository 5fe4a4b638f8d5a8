import type {EvidenceBody} from '../core/metrics/evidence-event.ts';
import type {Environment} from '../edge/environment.ts';
import {appendEvidence} from '../edge/evidence-file.ts';
import {writeLog} from '../edge/log.ts';
import {paths} from '../edge/paths.ts';

/** Writes one line of evidence. A full disk or a closed folder costs the line, never the prompt. */
export function record(
  where: {session_id: string; prompt_id?: string | undefined},
  environment: Environment,
  body: EvidenceBody,
): void {
  const {metrics, logs} = paths(environment);
  const head = {
    v: 1 as const,
    at: new Date().toISOString(),
    session: where.session_id,
    prompt: where.prompt_id ?? null,
  };
  try {
    appendEvidence(metrics, {...head, ...body});
  } catch (error) {
    writeLog(logs, 'evidence-not-written', error, 'error');
  }
}
