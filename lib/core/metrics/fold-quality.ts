import type {JoinedTurn} from './joined-turn.ts';
import {isMove} from './turn.ts';
import {wilsonInterval} from './wilson-interval.ts';

/** Decisions, and how many of them the next thing that the person did took back. */
export interface QualityCounts {
  decisions: number;
  /** Told to run elsewhere. */
  moved: number;
  /** With something after them in their session: the others could not be corrected. */
  answered: number;
  corrected: number;
  /** corrected / answered; null when nothing was answered. */
  share: number | null;
  /** Where the true share lies, with 95 % confidence. */
  interval: {low: number; high: number} | null;
}

export interface QualityRow extends QualityCounts {
  surface: 'hooks' | 'mod';
  /** Where it ran, as far as that is known: a tier, stay, observed, or not-followed. */
  tier: string;
}

export interface Quality {
  /** Moves that were followed, or of which nothing is known. */
  moved: QualityCounts;
  /** Decisions to stay: how often a person corrects without any move. */
  stayed: QualityCounts;
  byTier: QualityRow[];
  byKind: (QualityRow & {kind: string})[];
  /** Corrections by their codes. */
  corrections: Record<string, number>;
}

export interface QualityFold {
  add: (turn: JoinedTurn) => void;
  read: () => Quality;
}

interface Cell {
  surface: 'hooks' | 'mod';
  tier: string;
  kind: string;
  tally: Tally;
}

type Tally = Pick<QualityCounts, 'decisions' | 'moved' | 'answered' | 'corrected'>;

const none: Tally = {decisions: 0, moved: 0, answered: 0, corrected: 0};

/** Counts corrections by surface, tier and kind as turns come by. Memory grows with none of them. */
export function foldQuality(): QualityFold {
  const cells = new Map<string, Cell>();
  const corrections = new Map<string, number>();
  return {
    add: (joined) => {
      const {decision, correctedBy, hasNext} = joined.turn;
      if (decision === undefined) {
        return;
      }
      const {surface, kind} = decision;
      const tier = tierOf(joined);
      const key = `${surface} ${tier} ${kind}`;
      const {tally} = cells.get(key) ?? {tally: none};
      const isCorrected = correctedBy !== undefined;
      cells.set(key, {
        surface,
        tier,
        kind,
        tally: addTallies(tally, {
          decisions: 1,
          moved: isMove(decision) ? 1 : 0,
          answered: hasNext ? 1 : 0,
          corrected: isCorrected ? 1 : 0,
        }),
      });
      if (isCorrected) {
        corrections.set(correctedBy, (corrections.get(correctedBy) ?? 0) + 1);
      }
    },
    read: () => summarise([...cells.values()], corrections),
  };
}

/** A move that was not followed ran on the session's own model: nothing of it tells of the tier. */
function tierOf({turn: {decision}, judgement: {standing}}: JoinedTurn): string {
  switch (standing) {
    case 'followed':
    case 'downgraded':
    case 'unknown':
      return decision?.tier ?? 'stay';
    case 'stay':
    case 'observed':
      return standing;
    default:
      return 'not-followed';
  }
}

function summarise(cells: readonly Cell[], corrections: ReadonlyMap<string, number>): Quality {
  const sum = (fits: (cell: Cell) => boolean) =>
    toCounts(cells.filter(fits).reduce((total, {tally}) => addTallies(total, tally), none));
  const rows = new Map(cells.map(({surface, tier}) => [`${tier} ${surface}`, {surface, tier}]));
  return {
    moved: sum(({tier}) => isTierName(tier)),
    stayed: sum(({tier}) => tier === 'stay'),
    byTier: [...rows.values()]
      .map((row) => ({
        ...row,
        ...sum(({surface, tier}) => surface === row.surface && tier === row.tier),
      }))
      .sort(compareRows),
    byKind: cells
      .map(({surface, tier, kind, tally}) => ({surface, tier, kind, ...toCounts(tally)}))
      .sort(
        (left, right) =>
          compareRows(left, right) ||
          right.decisions - left.decisions ||
          left.kind.localeCompare(right.kind),
      ),
    corrections: Object.fromEntries([...corrections].sort(([, left], [, right]) => right - left)),
  };
}

const tierOrder = ['haiku', 'sonnet', 'opus', 'stay', 'observed', 'not-followed'];

function isTierName(tier: string): boolean {
  return tierOrder.indexOf(tier) < tierOrder.indexOf('stay');
}

type Place = Pick<Cell, 'surface' | 'tier'>;

function compareRows(left: Place, right: Place): number {
  return (
    tierOrder.indexOf(left.tier) - tierOrder.indexOf(right.tier) ||
    left.surface.localeCompare(right.surface)
  );
}

function toCounts(tally: Tally): QualityCounts {
  const {answered, corrected} = tally;
  return {
    ...tally,
    share: answered === 0 ? null : corrected / answered,
    interval: wilsonInterval(corrected, answered) ?? null,
  };
}

function addTallies(left: Tally, right: Tally): Tally {
  return {
    decisions: left.decisions + right.decisions,
    moved: left.moved + right.moved,
    answered: left.answered + right.answered,
    corrected: left.corrected + right.corrected,
  };
}
