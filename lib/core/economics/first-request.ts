import {type ClientVersion, isAtLeast, readClientVersion} from '../client-version.ts';

/** Tokens of system prompt, tools and the client's own notes, before anybody said a thing. */
export interface FirstRequest {
  /** Of a session: no conversation is smaller. */
  session: number;
  /** Of an agent that starts with a context of its own. */
  agent: number;
}

/**
 * Measured from the first requests of `claude -p` in a small repository, at four characters a
 * token; the terminal, plugins and a CLAUDE.md come on top of it. 2.1.330 lays most tools aside
 * until they are asked for.
 */
const sizes: readonly {client: ClientVersion; size: FirstRequest}[] = [
  {client: [2, 1, 330], size: {session: 12_000, agent: 9_000}},
  {client: [0, 0, 0], size: {session: 19_000, agent: 16_000}},
];

/** What one version of the client sends first; an unknown version counts as the newest. */
export function firstRequest(client: string | null): FirstRequest {
  const version = readClientVersion(client ?? undefined) ?? sizes[0]?.client;
  return (sizes.find((each) => isAtLeast(version, each.client)) as (typeof sizes)[number]).size;
}
