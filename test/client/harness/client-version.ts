import {playsAll} from '../../plays-all.ts';

/** The versions of the real client that the project is tested with; package.json pins both. */
export const clientVersions = ['2.1.197', '2.1.330'] as const;

export type ClientVersion = (typeof clientVersions)[number];

/**
 * The versions that tests of the orchestrator play: what it does with a client's answer is the same
 * for both, and each-tier-does-the-work, failures-are-told-apart and workflow/linear hold that.
 */
export const orchestratedVersions: readonly ClientVersion[] = playsAll
  ? clientVersions
  : ['2.1.330'];
