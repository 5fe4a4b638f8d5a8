import {type Check, finding} from './finding.ts';

export interface AgentFacts {
  agent: string;
  /** Where the install puts it. */
  file: string;
  state: 'as-installed' | 'missing' | 'edited';
  /** A file of this project that takes its place. */
  shadow: string | undefined;
}

export function judgeAgents(agents: readonly AgentFacts[]): Check {
  return {
    healthy: `${agents.map(({agent}) => agent).join(', ')}`,
    findings: agents.flatMap(({agent, file, state, shadow}) => [
      ...(state === 'missing' ? [finding('agent-missing', {agent, file})] : []),
      ...(state === 'edited' ? [finding('agent-edited', {agent, file})] : []),
      ...(shadow === undefined ? [] : [finding('agent-shadowed', {agent, file: shadow})]),
    ]),
  };
}
