import type {Manifest} from './manifest.ts';
import type {DistributedFile, FileOnDisk} from './plan-files.ts';
import type {SetupPaths} from './setup-paths.ts';
import type {SetupScope} from './setup-scope.ts';

/** What an install or an uninstall has to know before it plans. */
export interface SetupFacts {
  scope: SetupScope;
  isDryRun: boolean;
  paths: SetupPaths;
  /** undefined: no such file. */
  settingsText: string | undefined;
  /** Of the last install; undefined: there was none, or it was lost. */
  manifest: Manifest | undefined;
  isManifestDamaged: boolean;
  distFolder: string;
  distributed: DistributedFile[];
  /** By full path; absent files are not in it. */
  onDisk: ReadonlyMap<string, FileOnDisk>;
  /** The names in each of our layers; absent folders are not in it. */
  listings: ReadonlyMap<string, readonly string[]>;
  /** Where a copy of settings.json goes, if one is needed. */
  nextBackup: string;
  /** Our data folder, absolute. */
  home: string;
  isHomePresent: boolean;
  /** settings.json switches a plugin of our name on. */
  isPluginOn: boolean;
}
