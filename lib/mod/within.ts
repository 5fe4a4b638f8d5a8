import type {Engine} from './engine.ts';

/** A read that hangs (a pipe in a file's place) must not hold a prompt. */
export async function within<Value>($: Engine, ms: number, work: Promise<Value>): Promise<Value> {
  const stop = new AbortController();
  const late = $.clock.sleep(ms, {signal: stop.signal}).then(() => {
    throw new Error(`not read within ${ms} ms`);
  });
  late.catch(ignore);
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
  }
}

function ignore(): void {}
