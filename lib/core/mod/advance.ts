import type {Correction} from '../feedback/correction.ts';
import {forgetFailures} from '../feedback/forget-failures.ts';
import {learnFrom} from '../feedback/learn-from.ts';
import {noteTurn} from '../feedback/note-turn.ts';
import {promptOrigin} from '../hook/prompt-origin.ts';
import {findBaseModel} from './find-base-model.ts';
import {isSameModel} from './is-same-model.ts';
import {isSentModel} from './is-sent-model.ts';
import type {ModEvent} from './mod-event.ts';
import {freshState, type ModState, type RunningTurn} from './mod-state.ts';
import {type SessionMemory, wasMoved} from './session-memory.ts';
import type {TurnPlan} from './turn-plan.ts';

/** Prompts that wait for their turn; the client queues, but nobody types more than a few ahead. */
const maxWaiting = 20;

/** The next state. What has to reach the store is seen by comparing `memory` before and after. */
export function advance(state: ModState, event: ModEvent, now: number): ModState {
  switch (event.type) {
    case 'opened':
      return open(state, event, now);
    case 'recalled':
      return {...state, session: event.session, memory: event.memory ?? state.memory};
    case 'switched':
      return switchModel(state, event, now);
    case 'model-seen':
      return seeModel(state, event, now);
    case 'tier-set':
      return remember(state, now, tierMemory(state.memory, event.tier));
    case 'corrected':
      return correct(state, event.by, now);
    case 'planned':
      return {...state, waiting: addPlan(state, event.plan)};
    case 'turn-started':
      return startTurn(state, event, now);
    case 'held':
      return holdTurn(state);
    case 'step-sent':
      return sendStep(state, event, now);
    case 'step-answered':
      return answerStep(state, event, now);
    case 'step-failed':
      return failStep(state, event.tier, now);
    case 'turn-ended':
      return endTurn(state, event);
    case 'compacted':
      // Fewer messages are no undo, and the new summary is in nobody's cache.
      return {
        ...state,
        last: state.last && {...state.last, messages: 0},
        cache: {...state.cache, isExpired: true},
      };
    case 'agent-started':
      return {...state, agents: {...state.agents, [event.agentId]: event.route}};
    case 'agent-ended': {
      const {[event.agentId]: _, ...agents} = state.agents;
      return {...state, agents};
    }
  }
}

type Of<Type extends ModEvent['type']> = Extract<ModEvent, {type: Type}>;

function remember(state: ModState, now: number, memory: SessionMemory): ModState {
  return {...state, memory: {...memory, at: now}};
}

function open(
  state: ModState,
  {session, source, isCacheExpired}: Of<'opened'>,
  now: number,
): ModState {
  if (source === 'compact') {
    return advance(state, {type: 'compacted'}, now);
  }
  return {
    ...freshState,
    session,
    isResumed: source === 'resume' || source === 'fork',
    cache: {...freshState.cache, at: source === 'startup' ? 0 : now, isExpired: isCacheExpired},
  };
}

function switchModel(state: ModState, {to, by}: Of<'switched'>, now: number): ModState {
  if (by === 'resume') {
    return {...state, restored: to};
  }
  const isOurs = by === 'client' && isSentModel(state.memory, to);
  if (isOurs) {
    // The client fell back onto a model of ours by itself: that is nobody's choice.
    return {...state, clientModel: to};
  }
  const {memory} = state;
  const next = {...state, clientModel: to, base: to, restored: undefined};
  return remember(next, now, {
    ...memory,
    isPaused: memory.isPaused || by === 'person',
    ...(memory.base === undefined ? {} : {base: to}),
  });
}

function seeModel(state: ModState, event: Of<'model-seen'>, now: number): ModState {
  const {memory, restored, isResumed} = state;
  const isKnown =
    state.clientModel !== undefined && isSameModel(state.clientModel, event.clientModel);
  if (isKnown && state.base !== undefined) {
    return state;
  }
  const base = findBaseModel({...event, memory, restored, isResumed});
  const next = {...state, clientModel: event.clientModel, base};
  return wasMoved(memory) && memory.base !== base ? remember(next, now, {...memory, base}) : next;
}

/** What the session learns; a running turn that it is about goes on on the base model. */
function correct(state: ModState, by: Correction, now: number): ModState {
  const memory = learnFrom(state.memory, by);
  return memory === state.memory ? state : holdTurn(remember(state, now, memory));
}

function tierMemory(memory: SessionMemory, tier: Of<'tier-set'>['tier']): SessionMemory {
  const {tier: _, ...rest} = memory;
  return tier === 'auto' ? {...forgetFailures(rest), isPaused: false} : {...rest, tier};
}

/** A prompt that is planned again (plan mode is known late) takes its own place. */
function addPlan({waiting, turn}: ModState, plan: TurnPlan): TurnPlan[] {
  const at = waiting.findIndex(
    (each) => each.promptId === plan.promptId && each.text === plan.text && plan.promptId !== null,
  );
  if (at !== -1) {
    return waiting.with(at, plan);
  }
  // The client took the same words into a turn that is over: they never begin one of their own.
  const open =
    turn === undefined ? waiting.filter((each) => each.text.trim() !== plan.text.trim()) : waiting;
  return [...open, plan].slice(-maxWaiting);
}

/** The turn of a prompt is the one that begins with its text; a turn without a plan stays. */
function startTurn(state: ModState, {id, text}: Of<'turn-started'>, now: number): ModState {
  const at = text === '' ? -1 : state.waiting.findIndex((plan) => plan.text.trim() === text.trim());
  const plan = state.waiting[at];
  const turn: RunningTurn = {id, plan, isHeld: false, messages: 0};
  const waiting = at === -1 ? state.waiting : state.waiting.slice(at + 1);
  const memory = noteStart(state.memory, {plan, text}, now);
  const next = {...state, turn, waiting, memory};
  if (plan?.move === undefined) {
    return next;
  }
  const base = memory.base ?? plan.baseModel;
  return memory.base === base && memory.sent.includes(plan.move.model)
    ? next
    : remember(next, now, {...memory, base, sent: add(memory.sent, plan.move.model)});
}

/** The turn that the next prompt may correct. After one that nobody decided its words are not about ours. */
function noteStart(
  memory: SessionMemory,
  {plan, text}: {plan: TurnPlan | undefined; text: string},
  now: number,
): SessionMemory {
  if (plan === undefined) {
    const isNotice = text === '' || promptOrigin(text) === 'client';
    return isNotice || memory.last === undefined ? memory : {...memory, last: undefined, at: now};
  }
  const {promptId, move, decision} = plan;
  const trace = {
    prompt: promptId ?? undefined,
    tier: move?.tier ?? ('stay' as const),
    base: decision.base,
    kind: decision.route.kind,
    at: now,
  };
  return {...noteTurn(memory, trace), at: now};
}

/** What is left of the turn runs on the base, and what is said of it is about the base. */
function holdTurn(state: ModState): ModState {
  const {turn, memory} = state;
  if (turn === undefined) {
    return state;
  }
  const {last} = memory;
  const isMoved = last !== undefined && last.tier !== 'stay';
  return {
    ...state,
    turn: {...turn, isHeld: true},
    memory: isMoved ? {...memory, last: {...last, tier: 'stay'}} : memory,
  };
}

/** After a moved turn that was answered a request with no more messages than it had took it back. */
function sendStep(state: ModState, {turnId, messages}: Of<'step-sent'>, now: number): ModState {
  const {turn, last} = state;
  if (turn === undefined || turn.id !== turnId) {
    return state;
  }
  const next = {...state, turn: {...turn, messages}};
  const isUndo =
    turn.messages === 0 &&
    last !== undefined &&
    last.wasMoved &&
    last.wasAnswered &&
    messages <= last.messages;
  return isUndo ? holdTurn(remember(next, now, {...state.memory, isStopped: true})) : next;
}

function answerStep(state: ModState, event: Of<'step-answered'>, now: number): ModState {
  const {memory} = state;
  const next: ModState = {
    ...state,
    cache: {at: now, lifetime: event.lifetime ?? state.cache.lifetime, isExpired: false},
  };
  const {model} = event;
  return event.isMoved && model !== undefined && !memory.sent.includes(model)
    ? remember(next, now, {...memory, sent: add(memory.sent, model)})
    : next;
}

function failStep(state: ModState, tier: Of<'step-failed'>['tier'], now: number): ModState {
  const {memory} = state;
  return holdTurn(remember(state, now, {...memory, failed: add(memory.failed, tier)}));
}

function endTurn(state: ModState, {id, wasAnswered}: Of<'turn-ended'>): ModState {
  const {turn} = state;
  if (turn === undefined || turn.id !== id) {
    return state;
  }
  const wasMoved = turn.plan?.move !== undefined && !turn.isHeld;
  return {
    ...state,
    turn: undefined,
    last: {
      prompt: turn.plan?.text,
      promptId: turn.plan?.promptId,
      wasMoved,
      messages: turn.messages,
      wasAnswered,
    },
  };
}

function add<Item>(items: readonly Item[], item: Item): Item[] {
  return items.includes(item) ? [...items] : [...items, item];
}
