import {isRecord} from '../guard.ts';

/**
 * The bundle that a hook handler starts, when the handler is ours: some argument is a `.cjs` file
 * in a folder `hooks/tierwise`. Which Node, which home and what stands before it do not matter.
 */
export function ownBundle(handler: unknown): string | undefined {
  if (!isRecord(handler) || !Array.isArray(handler.args)) {
    return undefined;
  }
  for (const argument of handler.args) {
    const match = typeof argument === 'string' ? bundlePath.exec(argument) : null;
    if (match) {
      return match[1];
    }
  }
  return undefined;
}

const bundlePath = /[\\/]hooks[\\/]tierwise[\\/]([^\\/]+)\.cjs$/;
