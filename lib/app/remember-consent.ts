import type {Result} from '../core/failure/failure.ts';
import {readConfigFiles} from '../edge/config-file.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {setOffFlag} from '../edge/switch-file.ts';
import {type ConfigEditReport, editConfig} from './edit-config.ts';

/**
 * What a person answered when they were asked, as `mode` in config.json. An earlier `observe` or
 * `off`, also one of `tierwise off`, would make it a word without effect, so it goes.
 * @throws when the off switch cannot be taken back.
 */
export async function rememberConsent(
  environment: Environment,
  consent: 'on' | 'observe',
): Promise<Result<ConfigEditReport | undefined>> {
  setOffFlag(environment, false);
  if (consent === 'observe') {
    return editConfig(environment, 'mode', 'observe');
  }
  const {mode} = readConfigFiles(paths(environment).config, undefined).config;
  return mode === 'observe' || mode === 'off'
    ? editConfig(environment, 'mode', undefined)
    : {ok: true, value: undefined};
}
