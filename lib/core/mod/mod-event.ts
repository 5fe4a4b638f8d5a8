import type {Correction} from '../feedback/correction.ts';
import type {ModelTier, Tier} from '../tier.ts';
import type {AgentRoute} from './mod-state.ts';
import type {SessionMemory} from './session-memory.ts';
import type {TurnPlan} from './turn-plan.ts';

/** What happens to a session, in the module's words. */
export type ModEvent =
  /** A conversation begins in this process, or goes on in it. */
  | {
      type: 'opened';
      session: string;
      source: 'startup' | 'resume' | 'clear' | 'fork' | 'compact';
      isCacheExpired: boolean;
    }
  /** The client changed the session's model. */
  | {type: 'switched'; to: string; by: 'person' | 'resume' | 'client'}
  /** What the store holds of the session, or of the one it was forked from. */
  | {type: 'recalled'; session: string; memory: SessionMemory | undefined}
  | {type: 'model-seen'; clientModel: string; defaultModel: string | undefined}
  | {type: 'planned'; plan: TurnPlan}
  /** `/tier ...` */
  | {type: 'tier-set'; tier: Tier | 'auto'}
  /** The person took the last turn back, or the running one. */
  | {type: 'corrected'; by: Correction}
  /** The running turn goes on on the base model. */
  | {type: 'held'}
  | {type: 'turn-started'; id: string; text: string}
  | {type: 'step-sent'; turnId: string; messages: number}
  | {
      type: 'step-answered';
      model: string | undefined;
      isMoved: boolean;
      lifetime: '5m' | '1h' | undefined;
    }
  | {type: 'step-failed'; tier: ModelTier}
  | {type: 'turn-ended'; id: string; wasAnswered: boolean}
  | {type: 'compacted'}
  | {type: 'agent-started'; agentId: string; route: AgentRoute}
  | {type: 'agent-ended'; agentId: string};
