// Bundles every entry point to one self-contained file and refuses a bundle that outgrew its budget.
import {cpSync, mkdirSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {basename, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {buildPlugin} from './build-plugin.mjs';
import {checkBundle} from './check-bundle.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const dist = join(root, 'dist');

rmSync(dist, {recursive: true, force: true});
mkdirSync(join(dist, 'hooks'), {recursive: true});

const hooks = readdirSync(join(root, 'hooks'))
  .filter((file) => file.endsWith('.ts') && file !== 'mod.ts')
  .map((file) => file.slice(0, -'.ts'.length));

/**
 * Not needed by every prompt, so no part of a hook's bundle: each lies beside it as a bundle of its
 * own, which is read when it is called.
 */
const seldom = [
  'lib/core/decision/weigh-delegation.ts',
  'lib/core/feedback/hold-move.ts',
  'lib/app/hand-off.ts',
  'lib/app/hold-turn.ts',
  'lib/app/learn-from-prompt.ts',
  'lib/app/learn-from-tier.ts',
];

/** Puts a call of the bundle beside it in place of a seldom needed file, whose one export is named after it. */
const callSeldom = {
  name: 'call-seldom',
  setup({onLoad}) {
    onLoad({filter: new RegExp(`(?:${seldom.map(nameOf).join('|')})\\.ts$`)}, ({path}) => {
      const name = nameOf(path);
      const call = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
      const contents = `export const ${call} = (...facts) => require('./${name}.cjs').${call}(...facts);`;
      return {contents, loader: 'js'};
    });
  },
};

const jobs = [
  ...hooks.map((name) => ({name, entry: `hooks/${name}.ts`, out: `hooks/${name}.cjs`})),
  ...seldom.map((entry) => ({name: nameOf(entry), entry, out: `hooks/${nameOf(entry)}.cjs`})),
  {name: 'tierwise', entry: 'lib/cli/main.ts', out: 'tierwise.cjs', banner: '#!/usr/bin/env node'},
];

const problems = (await Promise.all([...jobs.map(bundle), buildPlugin({root, version})])).flat();
for (const folder of ['agents', 'commands']) {
  cpSync(join(root, folder), join(dist, folder), {recursive: true});
}
for (const problem of problems) {
  console.error(problem);
}
process.exitCode = problems.length > 0 ? 1 : 0;

async function bundle({name, entry, out, banner = ''}) {
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: join('dist', out),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    // CommonJS starts 3-7 ms faster than ES modules, and proper-lockfile needs it.
    format: 'cjs',
    // jsonc-parser's CommonJS build requires its own files by computed names; its module build bundles.
    mainFields: ['module', 'main'],
    banner: {js: banner},
    define: {TIERWISE_VERSION: JSON.stringify(version)},
    legalComments: 'none',
    metafile: true,
    external: seldom.map((each) => `./${nameOf(each)}.cjs`),
    plugins: entry.startsWith('hooks/') ? [callSeldom] : [],
  });
  return checkBundle(name, result.metafile);
}

function nameOf(file) {
  return basename(file, '.ts');
}
