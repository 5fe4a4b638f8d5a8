import {findOwnHooks} from './find-own-hooks.ts';
import {parseSettings} from './parse-settings.ts';

/** A hook of ours in a settings file: what it is called for, and what it starts. */
export interface RegisteredHook {
  event: string;
  bundle: string;
  /** The program and its arguments, as registered. */
  argv: string[];
}

/** Our hooks in the text of a settings file; undefined when the client cannot read it either. */
export function listOwnHooks(text: string): RegisteredHook[] | undefined {
  const body = text.replace(/^\uFEFF/, '');
  const root = parseSettings(body);
  if (!root.ok) {
    return undefined;
  }
  return findOwnHooks(body, root.value).map(({event, bundle, handler}) => {
    const {command, args} = handler as {command: unknown; args: unknown[]};
    return {event, bundle, argv: [command, ...args].map(String)};
  });
}
