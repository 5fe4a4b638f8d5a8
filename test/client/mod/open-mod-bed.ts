import {existsSync} from 'node:fs';
import {cp, mkdir} from 'node:fs/promises';
import path from 'node:path';
import {onTestFinished} from 'vitest';
import {type Bed, openBed} from '../harness/open-bed.ts';
import {projectRoot} from '../harness/project-root.ts';
import type {Script} from '../stub/script.ts';

export type ModBed = Bed & {
  /** A copy of the built plugin: the client writes its declarations into a plugin's folder. */
  plugin: string;
};

/** Opens a bed with a copy of the built plugin beside the project, for the running test. */
export async function openModBed({
  script,
  maxRequests = 1000,
  env,
}: {
  script?: Script;
  maxRequests?: number;
  env?: Record<string, string>;
} = {}): Promise<ModBed> {
  const built = path.join(projectRoot, 'dist', 'plugin');
  if (!existsSync(built)) throw new Error('dist/plugin is missing. Run: npm run build');
  const bed = await openBed({
    version: '2.1.330',
    maxRequests,
    ...(script === undefined ? {} : {script}),
    ...(env === undefined ? {} : {env}),
  });
  onTestFinished(bed.close);
  const plugin = path.join(bed.sandbox.root, 'tierwise');
  await mkdir(plugin);
  await cp(built, plugin, {recursive: true});
  return {...bed, plugin};
}
