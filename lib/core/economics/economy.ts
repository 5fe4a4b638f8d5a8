/** One line of a sum, so that a person can follow it. */
export interface Cost {
  what: string;
  /** USD. */
  usd: number;
}

/** What one prompt is expected to cost where it is, and elsewhere. */
export interface Economy {
  stay: Cost[];
  move: Cost[];
  /** USD: stay less move. */
  saving: number;
  pays: boolean;
}

export function compareCosts(stay: readonly Cost[], move: readonly Cost[]): Economy {
  const costs = {stay: stay.filter(isReal), move: move.filter(isReal)};
  const saving = sum(costs.stay) - sum(costs.move);
  return {...costs, saving, pays: saving > 0};
}

function isReal({usd}: Cost): boolean {
  return usd > 0;
}

function sum(costs: readonly Cost[]): number {
  return costs.reduce((total, {usd}) => total + usd, 0);
}
