import {findModObstacle} from '../core/health/find-mod-obstacle.ts';
import {versionOf} from '../core/health/judge-client.ts';
import {chooseSurface} from '../core/setup/choose-surface.ts';
import {findInstalledSurface} from '../core/setup/find-installed-surface.ts';
import {parseManifest} from '../core/setup/manifest.ts';
import type {SetupResult} from '../core/setup/setup-failure.ts';
import type {SetupReport} from '../core/setup/setup-report.ts';
import type {Surface, SurfaceChoice, SurfaceWish} from '../core/setup/surface.ts';
import {readFileIfPresent} from '../edge/atomic-file.ts';
import {readClientCli} from '../edge/client-cli.ts';
import {readClientSettingsFiles} from '../edge/client-settings-files.ts';
import type {Environment} from '../edge/environment.ts';
import {catchFileErrors} from './catch-file-errors.ts';
import {type InstallRequest, install, pathsOf} from './install.ts';

export interface SurfaceRequest extends Omit<InstallRequest, 'surface'> {
  /** undefined: what is installed stays; a first install chooses. */
  wish: SurfaceWish | undefined;
  environment: Environment;
  /** Of the session that is asked for: its settings count, too. */
  folder: string;
}

/**
 * Installs what was asked for or is there already, else what fits the client. Where nobody asked
 * for the plugin and none is there, one that the client refuses is no failure: the hooks do it.
 */
export async function installSurface(request: SurfaceRequest): Promise<SetupResult<SetupReport>> {
  return catchFileErrors(async () => {
    const installed = await readInstalled(request);
    return installChosen(request, installed);
  });
}

async function installChosen(
  request: SurfaceRequest,
  installed: Surface | undefined,
): Promise<SetupResult<SetupReport>> {
  const choice = await findSurface(request, installed);
  if (!choice.ok) {
    return choice;
  }
  const done = await install({...request, surface: choice.value});
  const isOpen = (request.wish ?? installed ?? 'auto') === 'auto';
  if (done.ok || done.failure.code !== 'plugin-not-taken' || !isOpen) {
    return done;
  }
  const because = `Claude Code did not take the plugin: ${done.failure.reason}`;
  return install({...request, surface: {surface: 'hooks', because}});
}

async function readInstalled(request: SurfaceRequest): Promise<Surface | undefined> {
  const paths = pathsOf(request);
  const settings = await readFileIfPresent(paths.settings);
  const manifest = await readFileIfPresent(paths.manifest);
  return findInstalledSurface(
    settings?.toString('utf8'),
    manifest && parseManifest(manifest.toString('utf8')),
  );
}

async function findSurface(
  {wish, scope, environment, folder}: SurfaceRequest,
  installed: Surface | undefined,
): Promise<SetupResult<SurfaceChoice>> {
  // Only a plugin that is to be chosen needs the client's word.
  if (wish === 'hooks' || (wish === undefined && installed !== undefined)) {
    return chooseSurface({wish, installed, scope, client: undefined, modObstacle: undefined});
  }
  const client = await readClientCli(environment);
  const settings = readClientSettingsFiles(environment, folder);
  return chooseSurface({
    wish,
    installed,
    scope,
    client: versionOf(client)?.join('.'),
    modObstacle: findModObstacle(client, settings),
  });
}
