import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative, sep} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Source {
  /** From the root of the repository, with `/`. */
  path: string;
  /** Without comments. */
  code: string;
  imports: string[];
}

/** Who may import whom. Each says what is allowed; everything else is a mistake. */
interface Rule {
  name: string;
  applies: (path: string) => boolean;
  allows: (target: string, from: string) => boolean;
}

const rules: Rule[] = [
  {
    name: 'hooks import use cases (lib/app) and lib/edge/hook-stdio.ts, and nothing else',
    applies: (path) => isIn('hooks')(path) && path !== 'hooks/mod.ts',
    allows: (target) => isIn('lib/app')(target) || target === 'lib/edge/hook-stdio.ts',
  },
  {
    name: 'hooks/mod.ts imports lib/mod, and lib/mod imports lib/mod and lib/core: there is no Node',
    applies: (path) => path === 'hooks/mod.ts' || isIn('lib/mod')(path),
    allows: (target, from) =>
      isIn('lib/mod')(target) || (isIn('lib/mod')(from) && isIn('lib/core')(target)),
  },
  {
    name: 'lib/cli imports lib/app, lib/edge, lib/core, commander and node:path, and nothing else',
    applies: isIn('lib/cli'),
    allows: (target) =>
      isIn('lib/cli', 'lib/app', 'lib/edge', 'lib/core')(target) ||
      ['commander', 'node:path'].includes(target),
  },
  {
    name: 'lib/app joins: it imports lib/app, lib/core and lib/edge, and touches nothing itself',
    applies: isIn('lib/app'),
    allows: (target) => isIn('lib/app', 'lib/core', 'lib/edge')(target) || target === 'node:path',
  },
  {
    name: 'lib/edge imports lib/edge, lib/core and the outside, never lib/app or lib/cli',
    applies: isIn('lib/edge'),
    allows: (target) => isIn('lib/edge', 'lib/core')(target) || isPackage(target),
  },
  {
    name: 'lib/core imports lib/core; zod in -schema.ts files, jsonc-parser in lib/core/setup, yaml and CEL in lib/core/workflow',
    applies: isIn('lib/core'),
    allows: (target, from) =>
      isIn('lib/core')(target) ||
      (target === 'zod' && from.endsWith('-schema.ts')) ||
      (target === 'jsonc-parser' && isIn('lib/core/setup')(from)) ||
      (['yaml', '@marcbachmann/cel-js'].includes(target) && isIn('lib/core/workflow')(from)),
  },
];

const sources = ['hooks', 'lib'].flatMap(listFiles).map(readSource);

describe('imports', () => {
  it('are read: the files are found, and so are their imports', () => {
    expect(sources.length).toBeGreaterThan(60);
    const paths = new Set(sources.map(({path}) => path));
    const unknown = sources.flatMap(({path, imports}) =>
      imports
        .filter((target) => !isPackage(target) && !paths.has(target))
        .map((target) => `${path}: imports ${target}, which is not there`),
    );
    expect(unknown).toEqual([]);
    expect(sources.flatMap(({imports}) => imports).length).toBeGreaterThan(150);
  });

  it.each(rules)('$name', ({name, applies, allows}) => {
    const files = sources.filter(({path}) => applies(path));
    expect(files).not.toEqual([]);
    const broken = files.flatMap(({path, imports}) =>
      imports
        .filter((target) => !allows(target, path))
        .map((target) => `${path}: imports ${target}. Rule: ${name}`),
    );
    expect(broken).toEqual([]);
  });

  it('make no cycle', () => {
    const file = (path: string, target: string) => ({path, code: '', imports: [target]});
    expect(findCycles([file('a', 'b'), file('b', 'c'), file('c', 'b')])).toEqual([
      'b -> c -> b. Rule: imports make no cycle',
    ]);
    expect(findCycles(sources)).toEqual([]);
  });
});

describe('lib/core decides from values alone', () => {
  const forbidden: [what: string, pattern: RegExp][] = [
    ['process.', /\bprocess\s*\./],
    ['Date.now', /\bDate\s*\.\s*now\b/],
    ['new Date()', /\bnew\s+Date\s*(?:\(\s*\)|[^\s(])/],
    ['Math.random', /\bMath\s*\.\s*random\b/],
    ['console.', /\bconsole\s*\./],
    ['node:', /['"`]node:/],
    ['require(', /\brequire\s*\(/],
  ];

  it.each(forbidden)('without %s', (what, pattern) => {
    const broken = sources
      .filter(({path, code}) => isIn('lib/core')(path) && pattern.test(code))
      .map(({path}) => `${path}: mentions ${what}. Rule: core files get the world as values`);
    expect(broken).toEqual([]);
  });
});

describe('files', () => {
  it('are named in kebab-case', () => {
    const broken = sources
      .filter(({path}) =>
        path.split('/').some((part) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.ts)?$/.test(part)),
      )
      .map(({path}) => `${path}: Rule: names are kebab-case, and end in .ts`);
    expect(broken).toEqual([]);
  });

  it('of lib/core, lib/edge and lib/app export something that somebody imports', () => {
    const tests = listFiles('test').map(readSource);
    const used = new Set(sources.flatMap(({imports}) => imports));
    const tested = new Set(tests.flatMap(({imports}) => imports));
    const broken = sources
      .filter(({path}) => isIn('lib/core', 'lib/edge', 'lib/app')(path))
      .flatMap(({path, code}) => {
        // A schema is the readable form of a guard: a test holds the two equal.
        const isUsed = used.has(path) || (path.endsWith('-schema.ts') && tested.has(path));
        return [
          ...(isUsed ? [] : [`${path}: Rule: nobody imports it`]),
          ...(/^export /m.test(code) ? [] : [`${path}: Rule: exports nothing`]),
        ];
      });
    expect(broken).toEqual([]);
  });
});

function isIn(...folders: string[]): (path: string) => boolean {
  return (path) => folders.some((folder) => path.startsWith(`${folder}/`));
}

/** Targets in the repository were made paths from its root. */
function isPackage(target: string): boolean {
  return !isIn('hooks', 'lib', 'test', 'build')(target) && !target.startsWith('.');
}

function listFiles(folder: string): string[] {
  return readdirSync(join(root, folder), {recursive: true, encoding: 'utf8'})
    .map((path) => `${folder}/${path.split(sep).join('/')}`)
    .filter((path) => path.endsWith('.ts'))
    .sort();
}

function readSource(path: string): Source {
  const code = readFileSync(join(root, path), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
  const patterns = [
    /^(?:import|export)\s[^;'"]*?from\s*['"]([^'"]+)['"]/gm,
    /^import\s*['"]([^'"]+)['"]/gm,
    /\bimport\s*\(\s*['"]([^'"]+)['"]/g,
  ];
  const names = patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name]) => name));
  const imports = names.map((name = '') =>
    name.startsWith('.')
      ? relative(root, join(root, dirname(path), name))
          .split(sep)
          .join('/')
      : name,
  );
  return {path, code, imports};
}

/** Each cycle once, as `a -> b -> a`. */
function findCycles(files: readonly Source[]): string[] {
  const importsOf = new Map(files.map(({path, imports}) => [path, imports]));
  const finished = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, way: string[]): void => {
    const start = way.indexOf(path);
    if (start !== -1) {
      cycles.push(`${[...way.slice(start), path].join(' -> ')}. Rule: imports make no cycle`);
    } else if (!finished.has(path)) {
      for (const target of importsOf.get(path) ?? []) {
        visit(target, [...way, path]);
      }
      finished.add(path);
    }
  };
  for (const {path} of files) {
    visit(path, []);
  }
  return cycles;
}
