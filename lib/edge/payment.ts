import type {Environment} from './environment.ts';

/**
 * Whether Claude is paid by use here: with a key, or through a cloud. Only whether the variables
 * are there is looked at, never what they hold. A key in Claude Code's own settings is not seen; its
 * user has no figures of a plan, and a night then tries few jobs.
 */
export function isMetered(environment: Environment): boolean {
  return names.some((name) => Boolean(environment[name]));
}

const names = ['ANTHROPIC_API_KEY', 'CLAUDE_CODE_USE_BEDROCK', 'CLAUDE_CODE_USE_VERTEX'];
