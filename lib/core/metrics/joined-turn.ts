import type {Judgement} from './judge-turn.ts';
import type {TurnPrice} from './price-turn.ts';
import type {TurnUse} from './session-use.ts';
import type {TurnRecord} from './turn.ts';

/** A prompt with what was decided, what ran and what it cost. */
export interface JoinedTurn {
  turn: TurnRecord;
  project: string | null;
  /** undefined: the transcripts tell nothing of it. */
  ran: {use: TurnUse; price: TurnPrice} | undefined;
  judgement: Judgement;
}
