/** Who put a prompt on the wire: only a person's (or a script's) own prompt is routed. */
export type PromptOrigin = 'prompt' | 'tier-command' | 'slash-command' | 'client';

/**
 * A slash command is one bare word after the slash, so that a pasted path (`/var/log/x is full`)
 * stays a prompt. `source` is in the client's schema but was never seen; where it comes, it counts.
 */
export function promptOrigin(prompt: string, source?: string): PromptOrigin {
  if (source !== undefined && source !== 'user' && source !== 'sdk') {
    return 'client';
  }
  const text = prompt.trimStart();
  if (/^<(?:task-notification|local-command|bash-|command-|system-reminder)/.test(text)) {
    return 'client';
  }
  if (/^\/tier(?:\s|$)/.test(text)) {
    return 'tier-command';
  }
  return /^\/[A-Za-z][\w:.-]*(?:\s|$)/.test(text) ? 'slash-command' : 'prompt';
}
