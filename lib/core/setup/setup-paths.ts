export type FileKind = 'bundle' | 'agent' | 'command';

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

export type FolderName = 'root' | 'hooks' | 'bundles' | 'agents' | 'commands';

export const folderNames: readonly FolderName[] = [
  'root',
  'hooks',
  'bundles',
  'agents',
  'commands',
];

/** Where everything of ours stands below a Claude folder. */
export function setupPaths(root: string): SetupPaths {
  const base = root.replace(/[\\/]+$/, '');
  const bundles = `${base}/hooks/tierwise`;
  return {
    root: base,
    settings: `${base}/settings.json`,
    manifest: `${bundles}/manifest.json`,
    folders: {bundle: bundles, agent: `${base}/agents`, command: `${base}/commands`},
    layers: [
      {name: 'root', path: base},
      {name: 'hooks', path: `${base}/hooks`},
      {name: 'bundles', path: bundles},
      {name: 'agents', path: `${base}/agents`},
      {name: 'commands', path: `${base}/commands`},
    ],
  };
}
