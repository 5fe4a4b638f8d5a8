/** A file of evidence: the events of one UTC day, or the part of them that begins at 10 MB. */
export interface EvidenceDay {
  /** YYYY-MM-DD. */
  day: string;
  /** 0 for the day's first file. */
  part: number;
}

export function evidenceFileName({day, part}: EvidenceDay): string {
  return part === 0 ? `${day}.jsonl` : `${day}.${part}.jsonl`;
}

/** undefined: a file that is not ours. The module writes a file of its own per session. */
export function readEvidenceFileName(name: string): EvidenceDay | undefined {
  const found = /^(\d{4}-\d\d-\d\d)(?:\.mod-[\w-]{1,100})?(?:\.([1-9]\d{0,5}))?\.jsonl$/.exec(name);
  return found?.[1] === undefined ? undefined : {day: found[1], part: Number(found[2] ?? 0)};
}
