import {findModObstacle} from '../core/health/find-mod-obstacle.ts';
import {versionOf} from '../core/health/judge-client.ts';
import {chooseSurface} from '../core/setup/choose-surface.ts';
import type {SetupResult} from '../core/setup/setup-failure.ts';
import type {SetupReport} from '../core/setup/setup-report.ts';
import type {SurfaceChoice, SurfaceWish} from '../core/setup/surface.ts';
import {readClientCli} from '../edge/client-cli.ts';
import {readClientSettingsFiles} from '../edge/client-settings-files.ts';
import type {Environment} from '../edge/environment.ts';
import {type InstallRequest, install} from './install.ts';

export interface SurfaceRequest extends Omit<InstallRequest, 'surface'> {
  wish: SurfaceWish;
  environment: Environment;
  /** Of the session that is asked for: its settings count, too. */
  folder: string;
}

/**
 * Installs what fits the client. Where it was not asked for, a plugin that the client refuses is no
 * failure: the hooks do it.
 */
export async function installSurface(request: SurfaceRequest): Promise<SetupResult<SetupReport>> {
  const choice = await findSurface(request);
  if (!choice.ok) {
    return choice;
  }
  const done = await install({...request, surface: choice.value});
  if (done.ok || done.failure.code !== 'plugin-not-taken' || request.wish !== 'auto') {
    return done;
  }
  const because = `Claude Code did not take the plugin: ${done.failure.reason}`;
  return install({...request, surface: {surface: 'hooks', because}});
}

async function findSurface({
  wish,
  scope,
  environment,
  folder,
}: SurfaceRequest): Promise<SetupResult<SurfaceChoice>> {
  if (wish === 'hooks') {
    return chooseSurface({wish, scope, client: undefined, modObstacle: undefined});
  }
  const client = await readClientCli(environment);
  const settings = readClientSettingsFiles(environment, folder);
  return chooseSurface({
    wish,
    scope,
    client: versionOf(client)?.join('.'),
    modObstacle: findModObstacle(client, settings),
  });
}
