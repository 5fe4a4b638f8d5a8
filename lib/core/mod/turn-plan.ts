import type {Decision} from '../decision/decide.ts';
import type {Economy} from '../economics/economy.ts';
import type {ModeChoice} from '../mode/select-mode.ts';
import type {ModelTier} from '../tier.ts';

/** What was decided about one prompt. */
export interface TurnPlan {
  /** The client's id of the prompt. */
  promptId: string | null;
  /** What was judged: as typed, or the last prompt again. */
  prompt: string;
  /** The text as it was sent on: the turn that begins with it is this one. */
  text: string;
  choice: ModeChoice;
  decision: Decision;
  /** Where the turn runs; undefined: on the base model. */
  move: Move | undefined;
  /** Why a decided move is not made; undefined: it is, or none was decided. */
  held: string | undefined;
  economy: Economy | undefined;
  baseModel: string;
}

interface Move {
  tier: ModelTier;
  /** What the request names: an alias, which the client resolves. */
  model: string;
}
