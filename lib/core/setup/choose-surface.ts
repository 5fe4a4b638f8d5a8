import type {SetupResult} from './setup-failure.ts';
import type {SetupScope} from './setup-scope.ts';
import type {Surface, SurfaceChoice, SurfaceWish} from './surface.ts';

export interface SurfaceFacts {
  /** undefined: nobody said. */
  wish: SurfaceWish | undefined;
  /** By an earlier install; undefined: this is the first one. */
  installed: Surface | undefined;
  scope: SetupScope;
  /** Version of the client, `2.1.330`; undefined: nobody could tell. */
  client: string | undefined;
  /** Why the client would not load the mod; undefined: it would. */
  modObstacle: string | undefined;
}

/**
 * The surface to install. A wish that cannot be had is refused, never quietly changed; without a
 * wish an earlier choice stands, whatever this client or this shell would make of it.
 */
export function chooseSurface({
  wish,
  installed,
  scope,
  client,
  modObstacle,
}: SurfaceFacts): SetupResult<SurfaceChoice> {
  // A project takes hooks alone, whatever a manifest out of a repository says.
  if (wish === undefined && installed !== undefined && scope === 'user') {
    return choose(installed, 'as it was; --surface auto chooses anew');
  }
  const obstacle = scope === 'project' ? 'a plugin is installed for a user' : modObstacle;
  if (wish === 'hooks') {
    return choose('hooks', 'asked for');
  }
  if (wish === undefined || wish === 'auto') {
    return obstacle === undefined
      ? choose('mod', `Claude Code ${client} loads plugins that choose the model`)
      : choose('hooks', obstacle);
  }
  return obstacle === undefined
    ? choose(wish, 'asked for')
    : {ok: false, failure: {code: 'mod-not-possible', scope, reason: obstacle}};
}

function choose(surface: Surface, because: string): SetupResult<SurfaceChoice> {
  return {ok: true, value: {surface, because}};
}
