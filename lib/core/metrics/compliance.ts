import type {JoinedTurn} from './joined-turn.ts';
import {type Verdict, verdicts} from './judge-turn.ts';
import {isMove} from './turn.ts';
import {wilsonInterval} from './wilson-interval.ts';

export interface Compliance {
  /** Turns with a decided move: what everything here is about. */
  moves: number;
  /** Moves whose verdict is known. */
  known: number;
  /** known / moves; null without moves. */
  coverage: number | null;
  followed: number;
  /** followed / known; null when nothing is known. */
  rate: number | null;
  /** Where the true rate lies, with 95 % confidence. */
  interval: {low: number; high: number} | null;
  verdicts: Record<Verdict, number>;
  byTier: {tier: string; moves: number; known: number; followed: number; rate: number | null}[];
  /** Turns in which the gate denied as often as it may. */
  deniedLoops: number;
  /** Not counted above. */
  apart: {stay: number; observed: number; 'not-routed': number};
  /** The worst first; at most `kept`. */
  worst: WorstTurn[];
  /** Moves that were not followed or are not known, listed or not. */
  notFollowed: number;
}

export interface WorstTurn {
  prompt: string | null;
  session: string;
  at: string;
  tier: string;
  verdict: Verdict;
  because: string;
  denials: number;
  cost: number | null;
}

export interface ComplianceFold {
  add: (turn: JoinedTurn) => void;
  read: () => Compliance;
}

/** Denials from which a turn counts as a loop: the gate opens after as many. */
const loopDenials = 2;

/** Counts verdicts as turns come by. `kept`: how many bad ones are kept by id. */
export function foldCompliance(kept: number): ComplianceFold {
  const counts = new Map<Verdict, number>();
  const tiers = new Map<string, {moves: number; known: number; followed: number}>();
  const apart = {stay: 0, observed: 0, 'not-routed': 0};
  let deniedLoops = 0;
  let worst: WorstTurn[] = [];

  return {add, read};

  function add({turn, judgement, ran}: JoinedTurn): void {
    const {decision} = turn;
    const {standing, because} = judgement;
    if (standing === 'stay' || standing === 'observed' || standing === 'not-routed') {
      apart[standing] += 1;
      return;
    }
    if (decision === undefined || !isMove(decision)) {
      return;
    }
    counts.set(standing, (counts.get(standing) ?? 0) + 1);
    deniedLoops += turn.denials >= loopDenials ? 1 : 0;
    const tier = tiers.get(decision.tier) ?? {moves: 0, known: 0, followed: 0};
    tiers.set(decision.tier, {
      moves: tier.moves + 1,
      known: tier.known + (standing === 'unknown' ? 0 : 1),
      followed: tier.followed + (standing === 'followed' ? 1 : 0),
    });
    if (standing !== 'followed') {
      keep({
        prompt: turn.prompt,
        session: turn.session,
        at: turn.at,
        tier: decision.tier,
        verdict: standing,
        because,
        denials: turn.denials,
        cost: ran?.price.cost ?? null,
      });
    }
  }

  function keep(turn: WorstTurn): void {
    worst.push(turn);
    // Sorted now and then, so that a million bad turns cost no million sorts.
    if (worst.length > 2 * kept + 100) {
      worst = worst.sort(compareWorst).slice(0, kept);
    }
  }

  function read(): Compliance {
    const count = (verdict: Verdict) => counts.get(verdict) ?? 0;
    const moves = verdicts.reduce((sum, verdict) => sum + count(verdict), 0);
    const known = moves - count('unknown');
    const followed = count('followed');
    return {
      moves,
      known,
      coverage: share(known, moves),
      followed,
      rate: share(followed, known),
      interval: wilsonInterval(followed, known) ?? null,
      verdicts: Object.fromEntries(verdicts.map((each) => [each, count(each)])) as Record<
        Verdict,
        number
      >,
      byTier: ['haiku', 'sonnet', 'opus'].flatMap((tier) => {
        const sums = tiers.get(tier);
        return sums === undefined ? [] : [{tier, ...sums, rate: share(sums.followed, sums.known)}];
      }),
      deniedLoops,
      apart: {...apart},
      worst: [...worst].sort(compareWorst).slice(0, kept),
      notFollowed: moves - followed,
    };
  }
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

const severity: readonly Verdict[] = [
  'upgraded',
  'gate-opened',
  'not-delegated',
  'downgraded',
  'unknown',
];

/** Dear before cheap, loops before single denials, new before old. */
function compareWorst(left: WorstTurn, right: WorstTurn): number {
  return (
    severity.indexOf(left.verdict) - severity.indexOf(right.verdict) ||
    right.denials - left.denials ||
    (right.cost ?? 0) - (left.cost ?? 0) ||
    right.at.localeCompare(left.at)
  );
}
