import {isEvidenceEvent} from './is-evidence-event.ts';

export interface MovedSession {
  session: string;
  /** The session's own model, as the client named it; null when nothing told it. */
  baseModel: string | null;
}

/** The session of a module's evidence file (JSON lines), if its last turn was moved. */
export function findMovedSession(text: string): MovedSession | undefined {
  const last = text
    .split('\n')
    .map(parseLine)
    .filter(isEvidenceEvent)
    .findLast((event) => event.event === 'decision');
  return last?.surface !== 'mod' || last.mode !== 'directive' || last.tier === 'stay'
    ? undefined
    : {session: last.session, baseModel: last.base_model};
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
