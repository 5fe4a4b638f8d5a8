import type {QuotaUse} from './quota-use.ts';

/** Fewer runs say little: their mean is moved by a single one. */
const fewRuns = 5;

/** Jobs differ, and one that is larger than the mean must still fit. */
const margin = 1.5;

/** What one job takes of a window: the mean of the runs so far with a margin, or a guess. */
export function estimateJobShare(
  nightUses: readonly QuotaUse[],
  {runs, guess}: {runs: number; guess: number},
): number {
  const sum = nightUses.reduce((total, {share}) => total + share, 0);
  return runs < fewRuns ? guess : (sum / runs) * margin;
}
