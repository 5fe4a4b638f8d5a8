import {isRecord} from '../guard.ts';
import {parseRecord} from '../parse-record.ts';

/** What became of a prompt that was handed to the orchestrator. */
export type HandOffAnswer =
  /** The text that the person gets in the session's place. */
  | {isTaken: true; text: string}
  /** Nothing was done; the session itself has to answer. */
  | {isTaken: false; because: string};

/** Failures before anything was done for the prompt: then the session does the work. */
const neverBegun = [
  'cli-missing',
  'breaker-open',
  'run-nested',
  'run-busy',
  'file-not-usable',
  'usage',
  'unexpected',
];

/** Reads what `tierwise run --json --wait` printed. */
export function readHandOffAnswer(printed: string | undefined): HandOffAnswer {
  const answer = parseRecord(printed ?? '');
  if (answer === undefined) {
    return {isTaken: false, because: 'the orchestrator did not answer'};
  }
  const failure = isRecord(answer.failure) ? answer.failure : undefined;
  const code = String(failure?.code ?? '');
  if (neverBegun.includes(code)) {
    return {isTaken: false, because: `the orchestrator could not begin: ${code}`};
  }
  const run = typeof answer.run_id === 'string' ? answer.run_id : undefined;
  if (run === undefined) {
    return {isTaken: false, because: `the orchestrator failed: ${code || 'unknown'}`};
  }
  if (answer.status === 'done' && typeof answer.result === 'string') {
    return {isTaken: true, text: answer.result};
  }
  return {isTaken: true, text: describe(run, {status: String(answer.status), code, failure})};
}

function describe(
  run: string,
  {
    status,
    code,
    failure,
  }: {status: string; code: string; failure?: Record<string, unknown> | undefined},
): string {
  const look = `Look at it with: tierwise runs show ${run}`;
  if (status === 'open') {
    return `tierwise works on this in the background, as run ${run}. ${look}`;
  }
  if (status === 'parked') {
    const until = typeof failure?.resets_at === 'string' ? ` until ${failure.resets_at}` : '';
    return `tierwise: run ${run} waits${until} (${code}). Go on with it: tierwise runs resume ${run}`;
  }
  return `tierwise: run ${run} did not succeed (${code}). ${look}`;
}
