import {playsAll} from '../../plays-all.ts';

/** The versions of the real client that the project is tested with; package.json pins both. */
export const clientVersions = ['2.1.197', '2.1.330'] as const;

export type ClientVersion = (typeof clientVersions)[number];

/**
 * What tests of the orchestrator play: what it makes of a client's answer is the same for both
 * versions. run/each-tier-does-the-work and workflow/linear play both.
 */
export const orchestratedVersions: readonly ClientVersion[] = playsAll
  ? clientVersions
  : ['2.1.330'];

/**
 * What tests of the hooks' finer points play: the version that has hooks alone. What a hook can do
 * at all is tested on both, in contract/ and in the main cases of routing/.
 */
export const hookedVersions: readonly ClientVersion[] = playsAll ? clientVersions : ['2.1.197'];

/** The cases that a version plays: each is played by one of them, or by both when all is played. */
export function casesOf<Case>(version: ClientVersion, cases: readonly Case[]): readonly Case[] {
  const turn = clientVersions.indexOf(version);
  return playsAll ? cases : cases.filter((_, at) => at % clientVersions.length === turn);
}
