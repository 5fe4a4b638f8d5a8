/** The known name that was most likely meant, or null when none is close. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const wanted = name.slice(0, 60).toLowerCase();
  const [best] = known
    .map((each) => ({each, distance: distance(wanted, each.toLowerCase())}))
    .sort((left, right) => left.distance - right.distance);
  // A third of the letters wrong is a typo; more is another word.
  return best && best.distance <= Math.max(1, Math.floor(wanted.length / 3)) ? best.each : null;
}

/** Letters to insert, remove, replace or swap. */
function distance(left: string, right: string): number {
  const rows: number[][] = [Array.from({length: right.length + 1}, (_, at) => at)];
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const above = rows[i - 1] as number[];
      const isSame = left[i - 1] === right[j - 1];
      const isSwap = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      row.push(
        Math.min(
          (above[j] as number) + 1,
          (row[j - 1] as number) + 1,
          (above[j - 1] as number) + (isSame ? 0 : 1),
          isSwap ? ((rows[i - 2] as number[])[j - 2] as number) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(row);
  }
  return rows[left.length]?.[right.length] as number;
}
