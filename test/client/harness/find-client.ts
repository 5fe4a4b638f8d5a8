import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import type {ClientVersion} from './client-version.ts';
import {projectRoot} from './project-root.ts';

/**
 * The binary of one version of the real client.
 *
 * The platform package's own binary is taken, since the wrapper's `bin` is only filled when install scripts
 * run. npm hoists one of the two platform packages, which one is not promised: the version decides.
 */
export function findClient(version: ClientVersion): string {
  const platformPackage = `@anthropic-ai/claude-code-${process.platform}-${process.arch}`;
  const folders = [
    path.join(projectRoot, 'node_modules', `claude-${version}`, 'node_modules', platformPackage),
    path.join(projectRoot, 'node_modules', platformPackage),
  ];
  const folder = folders.find((candidate) => versionOf(candidate) === version);
  if (folder === undefined)
    throw new Error(`claude ${version} is not installed for this platform. Run: npm ci`);
  return path.join(folder, process.platform === 'win32' ? 'claude.exe' : 'claude');
}

function versionOf(folder: string): string | undefined {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as {version?: string}).version;
}
