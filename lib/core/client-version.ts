/** A client's version as three numbers, from `2.1.330` or from AI_AGENT's `claude-code_2-1-330_harness`. */
export type ClientVersion = readonly [number, number, number];

export function readClientVersion(text: string | undefined): ClientVersion | undefined {
  const found = /(?:^|claude-code_)(\d{1,6})[.-](\d{1,6})[.-](\d{1,6})(?!\d)/.exec(text ?? '');
  return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : undefined;
}

export function isAtLeast(version: ClientVersion | undefined, floor: ClientVersion): boolean {
  if (version === undefined) {
    return false;
  }
  const index = version.findIndex((part, at) => part !== floor[at]);
  return index === -1 || (version[index] as number) > (floor[index] as number);
}
