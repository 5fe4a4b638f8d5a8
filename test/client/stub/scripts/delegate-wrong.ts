import type {Script} from '../script.ts';
import {callAgent} from './call-agent.ts';

/** A model that delegates, but to another agent and model than the directive names. */
export function delegateWrong(
  model: 'haiku' | 'sonnet' | 'opus' | 'fable',
  subagentType = 'general-purpose',
): Script {
  return callAgent({subagent_type: subagentType, model});
}
