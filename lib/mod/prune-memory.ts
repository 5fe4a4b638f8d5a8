import {isSessionMemory, keptMemoryDays} from '../core/mod/session-memory.ts';
import type {Engine} from './engine.ts';

/** Below this many the store is small whatever their age. */
const quietCount = 200;

/** Forgets sessions that nobody will resume. */
export async function pruneMemory($: Engine): Promise<void> {
  const keys = await $.store.keys();
  if (keys.length <= quietCount) {
    return;
  }
  const oldest = Date.now() - keptMemoryDays * 24 * 60 * 60 * 1000;
  for (const key of keys) {
    const value = await $.store.get(key);
    if (!isSessionMemory(value) || value.at < oldest) {
      await $.store.delete(key);
    }
  }
}
