import {type Decision, decide} from '../core/decision/decide.ts';
import {readOverrides} from '../core/mode/read-overrides.ts';
import type {Bias} from '../core/routing/settle-tier.ts';
import {readConfigFiles} from '../edge/config-file.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {readRuledBranch} from './gather-facts.ts';

export interface RouteOptions {
  /** The session's model to decide against. Default: opus, as when nothing tells it. */
  base?: string;
  bias?: Bias;
}

/** The decision that a prompt typed now, in this folder, would get; nothing is sent or stored. */
export function explainRoute(
  prompt: string,
  environment: Environment,
  folder: string,
  options: RouteOptions = {},
): Decision {
  const {config, project} = readConfigFiles(paths(environment).config, folder);
  return decide({
    prompt,
    baseModel: options.base,
    environmentTier: readOverrides(environment).tier,
    sessionTier: undefined,
    isPlanMode: false,
    branch: readRuledBranch({config, project}, folder),
    config: options.bias === undefined ? config : {...config, bias: options.bias},
    project,
  });
}
