import {join} from 'node:path';
import {agentOf} from '../core/decision/write-directive.ts';
import type {ModelTier} from '../core/tier.ts';
import {findShadow, hasAgent} from '../edge/agent-files.ts';
import {projectAgentFolders} from '../edge/project-agent-folders.ts';

export interface AgentFolders {
  /** Where the client looks for the user's agents. */
  user: string;
  /** The project, and folders added by hand: the client prefers their agents to the user's. */
  project: string | undefined;
  added: string[];
  /**
   * Where the install that runs now put its agents: what a project's file is compared with. Found
   * from the running bundle, so that no repository can lay a matching pair of its own.
   */
  installed: string;
}

export interface AgentObstacle {
  because: string;
  /** What the user can do about it. */
  warning: string;
  /** Somebody else's file is the reason: said even where nobody asked for the tier. */
  isForeign: boolean;
}

/** Why the agent of a tier must not be named in a directive, or undefined when it may. */
export function findAgentObstacle(
  tier: ModelTier,
  folders: AgentFolders,
): AgentObstacle | undefined {
  const name = agentOf(tier);
  const own = join(folders.installed, `${name}.md`);
  const preferred =
    folders.project === undefined
      ? []
      : projectAgentFolders(folders.project, folders.added, folders.user);
  for (const folder of preferred) {
    const shadow = findShadow(name, folder, own);
    if (shadow !== undefined) {
      return {
        isForeign: true,
        because: `a file of the project takes the place of ${name}`,
        warning: `tierwise: ${shadow} takes the place of the agent ${name}, so this prompt stays on the session's model. Remove or rename that file to be routed here.`,
      };
    }
  }
  return hasAgent(name, [folders.user, ...preferred])
    ? undefined
    : {
        isForeign: false,
        because: `the agent ${name} is not installed`,
        warning: `tierwise: the agent ${name} is not installed, so this prompt stays on the session's model. Run: tierwise install`,
      };
}
