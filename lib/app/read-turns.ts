import {findUndecidedTurns} from '../core/metrics/find-undecided-turns.ts';
import {foldTranscript} from '../core/metrics/fold-transcript.ts';
import {gatherTurns} from '../core/metrics/gather-turns.ts';
import {isEvidenceEvent} from '../core/metrics/is-evidence-event.ts';
import type {JoinedTurn} from '../core/metrics/joined-turn.ts';
import {judgeTurn} from '../core/metrics/judge-turn.ts';
import {dayOf, type Period} from '../core/metrics/parse-time.ts';
import {priceTurn} from '../core/metrics/price-turn.ts';
import type {SessionUse} from '../core/metrics/session-use.ts';
import type {SessionTurns} from '../core/metrics/turn.ts';
import type {PriceOverrides} from '../core/pricing/find-prices.ts';
import type {Environment} from '../edge/environment.ts';
import {listEvidenceFiles} from '../edge/evidence-folder.ts';
import {readFileLines} from '../edge/file-lines.ts';
import {claudeFolder, paths} from '../edge/paths.ts';
import {openTranscripts, readSessionTranscripts} from '../edge/session-transcripts.ts';
import {readOwnPrices} from './read-own-prices.ts';

export interface ReadTurnsRequest {
  environment: Environment;
  period: Period;
  /** Reads only lines that contain this. */
  mark?: string | undefined;
}

export interface TurnUses {
  onTurn: (turn: JoinedTurn) => void;
  onOverride?: (override: {tier: string; isCorrection: boolean}) => void;
  onError?: (code: string) => void;
}

/** What was read, and what could not be. */
export interface ReadTally {
  events: number;
  /** Lines that are no JSON: cut off by a crash or a full disk. */
  tornLines: number;
  /** Lines of another version or of somebody else. */
  foreignLines: number;
  tornTranscriptLines: number;
  /** Requests in the transcripts that name no prompt. */
  homelessRequests: number;
}

/** Parsed transcripts kept, for the sessions that come back soon. */
const keptSessions = 8;

/**
 * Streams the evidence of a period and joins it with the transcripts, session by session. The
 * order is that of sessions let go, not of time. Memory does not grow with the evidence.
 */
export function readTurns(request: ReadTurnsRequest, uses: TurnUses): ReadTally {
  const {environment, period, mark} = request;
  const tally: ReadTally = {
    events: 0,
    tornLines: 0,
    foreignLines: 0,
    tornTranscriptLines: 0,
    homelessRequests: 0,
  };
  const join = {period, uses, prices: readOwnPrices(environment)};
  const useOf = readUses(environment, tally);
  const gathering = gatherTurns({
    onSession: (session) => joinSession(session, useOf(session), join),
    onOverride: (override) => {
      if (isWithin(override.at, period)) {
        uses.onOverride?.(override);
      }
    },
  });
  for (const file of listEvidenceFiles(paths(environment).metrics, daysOf(period))) {
    readFileLines(file, addLine, mark === undefined ? undefined : [mark]);
  }
  gathering.end();
  return tally;

  function addLine(line: string): void {
    const event = parse(line);
    if (!isEvidenceEvent(event)) {
      tally[event === undefined ? 'tornLines' : 'foreignLines'] += line.trim() === '' ? 0 : 1;
      return;
    }
    tally.events += 1;
    if (event.event === 'error' && isWithin(event.at, period)) {
      uses.onError?.(event.code);
    }
    gathering.add(event);
  }
}

/** A turn belongs to the period in which it began, and may end a day later. */
function daysOf({since, until}: Period): {from: string | undefined; to: string | undefined} {
  return {
    from: since === undefined ? undefined : dayOf(since, -1),
    to: until === undefined ? undefined : dayOf(until, 1),
  };
}

function isWithin(at: string, {since = '', until = '9999'}: Period): boolean {
  return at >= since && at < until;
}

function readUses(
  environment: Environment,
  tally: ReadTally,
): (session: SessionTurns) => SessionUse | undefined {
  const transcripts = openTranscripts(claudeFolder(environment));
  const kept = new Map<string, SessionUse>();
  return ({session, transcript}) => {
    const path = transcripts.find(session, transcript);
    const known = path === undefined ? undefined : kept.get(path);
    if (path === undefined || known !== undefined) {
      return known;
    }
    const fold = foldTranscript();
    readSessionTranscripts(path, fold.add);
    const use = fold.read();
    tally.tornTranscriptLines += use.torn;
    tally.homelessRequests += use.homeless;
    kept.set(path, use);
    if (kept.size > keptSessions) {
      kept.delete([...kept.keys()][0] as string);
    }
    return use;
  };
}

function joinSession(
  session: SessionTurns,
  use: SessionUse | undefined,
  {period, uses, prices}: {period: Period; uses: TurnUses; prices: PriceOverrides},
): void {
  const undecided = use === undefined ? [] : findUndecidedTurns(session, use);
  for (const turn of [...session.turns, ...undecided]) {
    const found = turn.prompt === null ? undefined : use?.turns.get(turn.prompt);
    if (isWithin(turn.at, period)) {
      uses.onTurn({
        turn,
        project: turn.decision?.project ?? session.project,
        ran: found && {use: found, price: priceTurn(turn, found, prices)},
        judgement: judgeTurn(turn, found),
      });
    }
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
