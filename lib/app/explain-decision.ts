import {basename} from 'node:path';
import {isEvidenceEvent} from '../core/metrics/is-evidence-event.ts';
import type {JoinedTurn} from '../core/metrics/joined-turn.ts';
import type {Environment} from '../edge/environment.ts';
import {listEvidenceFiles} from '../edge/evidence-folder.ts';
import {readFileLines} from '../edge/file-lines.ts';
import {paths} from '../edge/paths.ts';
import {readTurns} from './read-turns.ts';

export type Explanation =
  | {found: 'turn'; turn: JoinedTurn}
  /** No decision has been recorded at all. */
  | {found: 'nothing-yet'; folder: string}
  | {found: 'no-such-prompt'; id: string; latest: string}
  /** At most as many as a person would read. */
  | {found: 'several'; id: string; prompts: string[]; count: number};

const maxNamed = 5;

/** One prompt by its id, the beginning of it, or `last`. */
export function explainDecision(id: string, environment: Environment): Explanation {
  const latest = findLatest(environment);
  if (latest === undefined) {
    return {found: 'nothing-yet', folder: paths(environment).metrics};
  }
  const start = id === 'last' ? latest : id.toLowerCase();
  const {turns, count} = findTurns(start, environment);
  const [turn] = turns;
  if (turn === undefined) {
    return {found: 'no-such-prompt', id, latest};
  }
  const prompts = turns.map((each) => each.turn.prompt as string);
  return count === 1 || turn.turn.prompt === start
    ? {found: 'turn', turn}
    : {found: 'several', id, prompts, count};
}

/** The first few turns whose id begins so, the one that is exactly so before all others. */
function findTurns(start: string, environment: Environment): {turns: JoinedTurn[]; count: number} {
  const turns: JoinedTurn[] = [];
  let count = 0;
  readTurns(
    {environment, period: {since: undefined, until: undefined}, mark: `"prompt":"${start}`},
    {
      onTurn: (turn) => {
        if (turn.turn.prompt === start) {
          turns.unshift(turn);
        } else if (turn.turn.prompt?.startsWith(start) && turns.length < maxNamed) {
          turns.push(turn);
        }
        count += turn.turn.prompt?.startsWith(start) ? 1 : 0;
      },
    },
  );
  return {turns, count};
}

/** The prompt of the newest decision. */
function findLatest(environment: Environment): string | undefined {
  const files = listEvidenceFiles(paths(environment).metrics).reverse();
  let latest: {day: string; at: string; prompt: string} | undefined;
  for (const path of files) {
    const day = basename(path).slice(0, 'YYYY-MM-DD'.length);
    // Within a day the names tell no time: the plugin writes a file for each session.
    if (latest !== undefined && latest.day !== day) {
      break;
    }
    readFileLines(
      path,
      (line) => {
        const event = parse(line);
        if (isEvidenceEvent(event) && event.event === 'decision' && event.prompt !== null) {
          const {at, prompt} = event;
          latest = latest === undefined || at >= latest.at ? {day, at, prompt} : latest;
        }
      },
      ['"decision"'],
    );
  }
  return latest?.prompt;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
