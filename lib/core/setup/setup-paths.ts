/** Where the parts of the plugin lie in its folder. */
export const pluginParts = {
  plugin: '',
  'plugin-manifest': '/.claude-plugin',
  'plugin-module': '/hooks',
  'plugin-agent': '/agents',
  'plugin-command': '/commands',
} as const;

export type PluginPart = keyof typeof pluginParts;

export type FileKind = 'bundle' | 'agent' | 'command' | PluginPart;

export interface SetupPaths {
  /** `~/.claude`, or `.claude` in a project. */
  root: string;
  settings: string;
  manifest: string;
  /** Where each kind of file goes. */
  folders: Record<FileKind, string>;
  /** Every folder that an install may have to create, outer ones first. */
  layers: {name: FolderName; path: string}[];
}

export type FolderName = 'root' | 'hooks' | 'bundles' | 'agents' | 'commands' | PluginPart;

const pluginPartNames = Object.keys(pluginParts) as PluginPart[];

export const folderNames: readonly FolderName[] = [
  'root',
  'hooks',
  'bundles',
  'agents',
  'commands',
  ...pluginPartNames,
];

export const fileKinds: readonly FileKind[] = ['bundle', 'agent', 'command', ...pluginPartNames];

export function isPluginPart(kind: FileKind): kind is PluginPart {
  return kind in pluginParts;
}

/** Where everything of ours stands below a Claude folder. */
export function setupPaths(root: string): SetupPaths {
  const base = root.replace(/[\\/]+$/, '');
  const bundles = `${base}/hooks/tierwise`;
  // Beside the hooks: a copy that an update of the package does not pull from under the client.
  const parts = Object.fromEntries(
    pluginPartNames.map((part) => [part, `${bundles}/plugin${pluginParts[part]}`]),
  ) as Record<PluginPart, string>;
  return {
    root: base,
    settings: `${base}/settings.json`,
    manifest: `${bundles}/manifest.json`,
    folders: {bundle: bundles, agent: `${base}/agents`, command: `${base}/commands`, ...parts},
    layers: [
      {name: 'root', path: base},
      {name: 'hooks', path: `${base}/hooks`},
      {name: 'bundles', path: bundles},
      {name: 'agents', path: `${base}/agents`},
      {name: 'commands', path: `${base}/commands`},
      ...pluginPartNames.map((name) => ({name, path: parts[name]})),
    ],
  };
}
