import {isSessionMemory, type SessionMemory, wasMoved} from '../core/mod/session-memory.ts';
import type {Engine} from './engine.ts';
import {current, happened} from './live.ts';

/** The session whose memory was read, and what the store holds of it. */
let recalled: string | undefined;
let saved: SessionMemory | undefined;
/** A fork counts from when its parent began: that names the family. */
let startedAt = 0;

/**
 * Makes sure that the state is that of the session at hand, and that its base model is known.
 * @throws when the client does not answer; then nothing may be moved.
 */
export async function recallSession($: Engine): Promise<void> {
  const session = await $.session.id();
  if (recalled !== session || current().session !== session || current().base === undefined) {
    recalled = undefined;
    ({startedAt} = await $.session.usage());
    const memory = (await read($, `session:${session}`)) ?? (await readFamily($));
    happened({type: 'recalled', session, memory});
    saved = current().memory;
    recalled = session;
    // The hooks of this session stand down: two routers in one session would disagree.
    await $.env.set('TIERWISE_MOD_ALIVE', session);
  }
  const clientModel = await $.session.model();
  const isOpen = current().isResumed && current().base === undefined && wasMoved(current().memory);
  const told = isOpen ? await $.settings.read({key: 'model'}) : undefined;
  const defaultModel = typeof told === 'string' ? told : undefined;
  happened({type: 'model-seen', clientModel, defaultModel});
}

/** A conversation begins or goes on: what is known of the one before it does not hold there. */
export function forgetSession(): void {
  recalled = undefined;
}

/** Nothing may be sent on another model before this is done: it is how we find the way back. */
export async function saveMemory($: Engine): Promise<void> {
  const {session, memory} = current();
  // What was not read yet must not be written over.
  if (session === undefined || session !== recalled || memory === saved) {
    return;
  }
  await $.store.set(`session:${session}`, memory);
  if (wasMoved(memory) && startedAt > 0) {
    await $.store.set(`family:${startedAt}`, memory);
  }
  saved = memory;
}

async function readFamily($: Engine): Promise<SessionMemory | undefined> {
  const family = current().isResumed ? await read($, `family:${startedAt}`) : undefined;
  // What the person said in the other session holds there.
  return (
    family && {
      ...family,
      isPaused: false,
      isStopped: false,
      last: undefined,
      work: undefined,
      failures: undefined,
    }
  );
}

async function read($: Engine, key: string): Promise<SessionMemory | undefined> {
  const value = await $.store.get(key);
  return isSessionMemory(value) ? value : undefined;
}
