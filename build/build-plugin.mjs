// Builds dist/plugin/: a folder that Claude Code takes as a plugin and as a marketplace of one.
import {cpSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {build} from 'esbuild';

/** The module is read by the client at each start and by people who look at what it may do. */
const maxBytes = 188_000;

/** What is wrong with the plugin, as lines to print: [] when nothing is. */
export async function buildPlugin({root, version}) {
  const plugin = join(root, 'dist', 'plugin');
  mkdirSync(plugin, {recursive: true});
  cpSync(join(root, 'plugin'), plugin, {recursive: true});
  cpSync(join(root, 'agents'), join(plugin, 'agents'), {recursive: true});
  cpSync(join(root, 'LICENSE'), join(plugin, 'LICENSE'));
  writeVersion(join(plugin, '.claude-plugin', 'plugin.json'), version);
  const result = await build({
    absWorkingDir: root,
    entryPoints: ['hooks/mod.ts'],
    outfile: join('dist', 'plugin', 'hooks', 'register.js'),
    bundle: true,
    // The client reads off the source which calls a module makes, so names have to stay.
    minify: false,
    platform: 'neutral',
    target: 'es2023',
    format: 'esm',
    charset: 'utf8',
    define: {TIERWISE_VERSION: JSON.stringify(version)},
    legalComments: 'none',
    metafile: true,
  });
  return check(result.metafile);
}

function writeVersion(path, version) {
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, `${JSON.stringify({...manifest, version}, null, 2)}\n`);
}

function check({inputs, outputs}) {
  const [output] = Object.values(outputs);
  const foreign = Object.keys(inputs).filter((path) => path.includes('node_modules'));
  return [
    ...(output.bytes > maxBytes
      ? [`plugin: ${output.bytes} bytes, the budget is ${maxBytes}.`]
      : []),
    ...foreign.map((path) => `plugin: ${path} does not belong in the module.`),
    ...output.imports.map(({path}) => `plugin: imports ${path}; the client has no such module.`),
  ];
}
