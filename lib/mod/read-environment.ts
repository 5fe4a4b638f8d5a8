import type {Engine} from './engine.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Each name is spelled out: the client lets a module read what its source names, and nothing else. */
export async function readEnvironment($: Engine): Promise<Environment> {
  const [
    HOME,
    CLAUDE_CONFIG_DIR,
    CLAUDE_CODE_ENTRYPOINT,
    TIERWISE_HOME,
    TIERWISE_DISABLE,
    TIERWISE_DEPTH,
    TIERWISE_MODE,
    TIERWISE_TIER,
    TIERWISE_ENFORCE,
    TIERWISE_ECONOMICS,
    CLAUDE_BATCH_MODE,
    CLAUDE_OVERNIGHT,
    BATCH_MODE,
    API_REQUEST,
  ] = await Promise.all([
    $.env.get('HOME'),
    $.env.get('CLAUDE_CONFIG_DIR'),
    $.env.get('CLAUDE_CODE_ENTRYPOINT'),
    $.env.get('TIERWISE_HOME'),
    $.env.get('TIERWISE_DISABLE'),
    $.env.get('TIERWISE_DEPTH'),
    $.env.get('TIERWISE_MODE'),
    $.env.get('TIERWISE_TIER'),
    $.env.get('TIERWISE_ENFORCE'),
    $.env.get('TIERWISE_ECONOMICS'),
    $.env.get('CLAUDE_BATCH_MODE'),
    $.env.get('CLAUDE_OVERNIGHT'),
    $.env.get('BATCH_MODE'),
    $.env.get('API_REQUEST'),
  ]);
  return {
    HOME,
    CLAUDE_CONFIG_DIR,
    CLAUDE_CODE_ENTRYPOINT,
    TIERWISE_HOME,
    TIERWISE_DISABLE,
    TIERWISE_DEPTH,
    TIERWISE_MODE,
    TIERWISE_TIER,
    TIERWISE_ENFORCE,
    TIERWISE_ECONOMICS,
    CLAUDE_BATCH_MODE,
    CLAUDE_OVERNIGHT,
    BATCH_MODE,
    API_REQUEST,
  };
}

/** Claude Code's own folder. */
export function claudeFolder(environment: Environment): string {
  return environment.CLAUDE_CONFIG_DIR || `${environment.HOME || '/nowhere'}/.claude`;
}

/** Everything that tierwise stores; the hooks' own rule. */
export function dataFolder(environment: Environment): string {
  return environment.TIERWISE_HOME || `${claudeFolder(environment)}/tierwise`;
}
