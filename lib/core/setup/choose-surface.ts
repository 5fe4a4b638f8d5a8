import type {SetupResult} from './setup-failure.ts';
import type {SetupScope} from './setup-report.ts';
import type {SurfaceChoice, SurfaceWish} from './surface.ts';

export interface SurfaceFacts {
  wish: SurfaceWish;
  scope: SetupScope;
  /** Version of the client, `2.1.330`; undefined: nobody could tell. */
  client: string | undefined;
  /** Why the client would not load the mod; undefined: it would. */
  modObstacle: string | undefined;
}

/** The surface that is installed. A wish that cannot be had is refused, never quietly changed. */
export function chooseSurface({
  wish,
  scope,
  client,
  modObstacle,
}: SurfaceFacts): SetupResult<SurfaceChoice> {
  const obstacle = scope === 'project' ? 'a plugin is installed for a user' : modObstacle;
  if (wish === 'hooks') {
    return choose('hooks', 'asked for');
  }
  if (wish === 'auto') {
    return obstacle === undefined
      ? choose('mod', `Claude Code ${client} loads plugins that choose the model`)
      : choose('hooks', obstacle);
  }
  return obstacle === undefined
    ? choose(wish, 'asked for')
    : {ok: false, failure: {code: 'mod-not-possible', reason: obstacle}};
}

function choose(surface: SurfaceChoice['surface'], because: string): SetupResult<SurfaceChoice> {
  return {ok: true, value: {surface, because}};
}
