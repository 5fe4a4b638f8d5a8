/**
 * The 95 % interval of a share: with 3 of 3 followed, the true rate may still be 44 %. undefined
 * when nothing was counted.
 */
export function wilsonInterval(
  successes: number,
  total: number,
): {low: number; high: number} | undefined {
  if (total === 0) {
    return undefined;
  }
  const share = successes / total;
  const middle = share + z ** 2 / (2 * total);
  const half = z * Math.sqrt((share * (1 - share)) / total + z ** 2 / (4 * total ** 2));
  const scale = 1 + z ** 2 / total;
  return {
    low: Math.max(0, (middle - half) / scale),
    high: Math.min(1, (middle + half) / scale),
  };
}

const z = 1.959964;
