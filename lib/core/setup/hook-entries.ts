export interface HookHandler {
  type: 'command';
  command: string;
  args: string[];
  /** Seconds. */
  timeout: number;
}

export interface HookEntry {
  event: string;
  matcher?: string;
  bundle: string;
  handler: HookHandler;
}

export type HookEntries = readonly HookEntry[];

/**
 * Everything that we register with the client. A timeout is far above what a hook needs (about
 * 0.05 s); the selector's is the time that a hand-off may take before the client stops waiting.
 */
const table = [
  {event: 'UserPromptSubmit', bundle: 'hybrid-selector', timeout: 600},
  {event: 'PreToolUse', matcher: '*', bundle: 'pre-tool-agent', timeout: 15},
  {event: 'PostToolUse', matcher: 'Agent|Task', bundle: 'post-tool-metrics', timeout: 15},
  {event: 'SubagentStop', bundle: 'post-tool-metrics', timeout: 15},
  {event: 'Stop', bundle: 'post-tool-metrics', timeout: 15},
  {event: 'SessionStart', bundle: 'session-start', timeout: 15},
] as const;

export const hookBundles: readonly string[] = [...new Set(table.map(({bundle}) => bundle))];

/**
 * The table in the form that settings.json takes: program and arguments apart, so that no shell
 * reads the paths. Both paths are absolute: `node` is not always on the client's PATH.
 */
export function hookEntries({nodePath, folder}: {nodePath: string; folder: string}): HookEntries {
  const base = folder.replace(/[\\/]+$/, '');
  return table.map(({timeout, ...entry}) => ({
    ...entry,
    handler: {
      type: 'command',
      command: nodePath,
      args: [`${base}/${entry.bundle}.cjs`],
      timeout,
    },
  }));
}
