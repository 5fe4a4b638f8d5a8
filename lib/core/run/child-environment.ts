type Variables = Readonly<Record<string, string | undefined>>;

/**
 * What a client of ours must not inherit: who its parent session is, the parent's sockets and
 * secrets, a plugin's own folders. Proxies, Bedrock, Vertex and retry settings stay.
 */
const dropped: readonly RegExp[] = [
  /^CLAUDECODE$/,
  /^CLAUDE_CODE_\w*SESSION/,
  /^CLAUDE_CODE_ENTRYPOINT$/,
  /MESSAGING/,
  /^CLAUDE_CODE_\w*CHILD/,
  /^CLAUDE_(?:PID|EFFORT|ENV_FILE|PROJECT_DIR)$/,
  /^CLAUDE_PLUGIN_/,
  /^AI_AGENT$/,
  // Signals and wishes for the parent; the run has decided already.
  /^(?:CLAUDE_BATCH_MODE|CLAUDE_OVERNIGHT|BATCH_MODE|API_REQUEST)$/,
  /^TIERWISE_(?:MODE|TIER|ENFORCE|MOD_ALIVE|DEPTH|ATTEMPT)$/,
];

/** The environment of an attempt; `marks` tell that it is one, and whose. */
export function childEnvironment(
  environment: Variables,
  marks: Readonly<Record<string, string>>,
): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !dropped.some((pattern) => pattern.test(entry[0])),
  );
  return {...Object.fromEntries(kept), ...marks};
}

/** How deep this process is nested in attempts; 0: in none. What is no number counts as nested. */
export function depthOf(environment: Variables): number {
  const text = environment.TIERWISE_DEPTH ?? '';
  return text === '' ? 0 : Math.max(1, Number.parseInt(text, 10) || 1);
}
