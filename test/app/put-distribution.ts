import {join} from 'node:path';
import {put} from '../edge/temporary-folder.ts';

/** What a build leaves, as far as an install with the plugin looks at it. */
export function putDistribution(dist: string): void {
  for (const name of ['hybrid-selector', 'pre-tool-agent', 'post-tool-metrics', 'session-start']) {
    put(join(dist, 'hooks', `${name}.cjs`), name);
  }
  put(join(dist, 'tierwise.cjs'), 'cli');
  put(join(dist, 'plugin', 'README.md'), 'read me');
  put(join(dist, 'plugin', 'hooks', 'register.js'), 'module');
  put(join(dist, 'plugin', '.claude-plugin', 'plugin.json'), '{}');
  put(join(dist, 'plugin', '.claude-plugin', 'marketplace.json'), '{}');
}
