/** The branch that the text of a `.git/HEAD` names; undefined: a bare commit. */
export function branchOfHead(head: string): string | undefined {
  return /^ref: refs\/heads\/(\S+)/.exec(head)?.[1];
}
