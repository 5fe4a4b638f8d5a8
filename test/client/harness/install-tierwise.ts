import {existsSync} from 'node:fs';
import path from 'node:path';
import {execa} from 'execa';
import type {Sandbox} from './make-sandbox.ts';
import {projectRoot} from './project-root.ts';

/** Installs the built hooks into a sandbox as a user would, and returns what the command printed. */
export async function installTierwise(sandbox: Sandbox, args: string[] = []): Promise<string> {
  const cli = path.join(projectRoot, 'dist', 'tierwise.cjs');
  if (!existsSync(cli)) throw new Error('dist/tierwise.cjs is missing. Run: npm run build');
  const {CLAUDE_CONFIG_DIR: _, ...env} = sandbox.env;
  const {stdout} = await execa(
    process.execPath,
    [cli, 'install', '--yes', '--surface', 'hooks', ...args],
    {
      cwd: sandbox.project,
      env,
      extendEnv: false,
      stdin: 'ignore',
      timeout: 30_000,
    },
  );
  return stdout;
}
