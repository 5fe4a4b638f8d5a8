import {type Decision, decide} from '../core/decision/decide.ts';
import {holdMove} from '../core/feedback/hold-move.ts';
import {noWork} from '../core/feedback/work-memory.ts';
import {readOverrides} from '../core/mode/read-overrides.ts';
import type {Bias} from '../core/routing/settle-tier.ts';
import {readConfigFiles} from '../edge/config-file.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {readSessionTier, readWorkMemory} from '../edge/session-file.ts';
import {readRuledBranch} from './gather-facts.ts';

export interface RouteOptions {
  /** The session's model to decide against. Default: opus, as when nothing tells it. */
  base?: string;
  bias?: Bias;
  /** A session of the hooks, whose /tier and failures count. Default: one that knows nothing yet. */
  session?: string;
}

/** The decision that a prompt typed now, in this folder, would get; nothing is sent or stored. */
export function explainRoute(
  prompt: string,
  environment: Environment,
  folder: string,
  options: RouteOptions = {},
): Decision {
  const {config, project} = readConfigFiles(paths(environment).config, folder);
  const {sessions} = paths(environment);
  const {session = ''} = options;
  const decision = decide({
    prompt,
    baseModel: options.base,
    environmentTier: readOverrides(environment).tier,
    sessionTier: readSessionTier(sessions, session),
    isPlanMode: false,
    branch: readRuledBranch({config, project}, folder),
    config: options.bias === undefined ? config : {...config, bias: options.bias},
    project,
  });
  return holdMove(decision, readWorkMemory(sessions, session) ?? noWork);
}
