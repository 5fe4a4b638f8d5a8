import fc from 'fast-check';
import {hookEntries} from '../../../lib/core/setup/hook-entries.ts';

/** A JSON text as a tree that keeps what JSON.parse loses: order, repeated keys, spelling. */
type Tree =
  | {kind: 'literal'; text: string}
  | {kind: 'array'; items: Tree[]}
  | {kind: 'object'; members: [key: string, value: Tree][]};

interface Style {
  shape: 'minified' | 'pretty' | 'wild';
  eol: string;
  unit: string;
  /** For `wild`: the white space between tokens, used in turn. */
  gaps: string[];
  before: string;
  after: string;
  mark: string;
}

/** Settings files as people have them, and worse: always strict JSON with an object outside. */
export function settingsTexts(): fc.Arbitrary<string> {
  return fc.tuple(roots(), styles()).map(([root, style]) => render(root, style));
}

export function entriesOf(nodePath = '/opt/node/bin/node') {
  return hookEntries({nodePath, folder: '/home/ann/.claude/hooks/tierwise'});
}

const literal = (text: string): Tree => ({kind: 'literal', text});
const text = (value: string): Tree => literal(JSON.stringify(value));
const object = (members: [string, Tree][]): Tree => ({kind: 'object', members});
const array = (items: Tree[]): Tree => ({kind: 'array', items});

const escapeAll = (value: string) =>
  `"${[...value].map((unit) => [...unit].map((each) => each.split('').map(escapeUnit).join('')).join('')).join('')}"`;
const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

const strings = () =>
  fc.oneof(
    fc.string({unit: 'binary', maxLength: 12}).map(text),
    fc.string({unit: 'grapheme', maxLength: 8}).map((value) => literal(escapeAll(value))),
    fc
      .constantFrom(
        '// no comment',
        '/* none */',
        ',]',
        '{"hooks":{}}',
        '\u2028',
        'ключ',
        '🧩',
        '\\',
      )
      .map(text),
  );

const leaves = () =>
  fc.oneof(
    strings(),
    fc
      .constantFrom('null', 'true', 'false', '0', '-0', '1.50', '-1e+9', '12345678901234567890')
      .map(literal),
  );

const keys = () =>
  fc.oneof(
    fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      '',
      'model',
      'env',
      'ключ',
      'a.b',
      '0',
      'tierwise',
    ),
    fc.string({unit: 'grapheme', maxLength: 6}),
  );

const {tree: trees} = fc.letrec<{tree: Tree}>((tie) => ({
  tree: fc.oneof(
    {maxDepth: 3, depthSize: 'small'},
    leaves(),
    fc.array(tie('tree'), {maxLength: 3}).map(array),
    fc.array(fc.tuple(keys(), tie('tree')), {maxLength: 3}).map(object),
  ),
}));

const handlers = () =>
  fc.oneof(
    fc.constant(
      object([
        ['type', text('command')],
        ['command', text('jq . # "quoted"')],
      ]),
    ),
    // Close to ours, but not ours.
    fc
      .constantFrom('/x/hooks/tierwise-old/a.cjs', '/x/tierwise/a.cjs', '/x/hooks/tierwise/a.js')
      .map((path) =>
        object([
          ['type', text('command')],
          ['command', text('node')],
          ['args', array([text(path)])],
        ]),
      ),
    fc.constant(
      object([
        ['type', text('command')],
        ['command', text('node /x/hooks/tierwise/a.cjs')],
      ]),
    ),
    trees,
  );

const groups = () =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.option(fc.constantFrom('*', 'Bash', '')), fc.array(handlers(), {maxLength: 2}))
        .map(([matcher, list]) =>
          object([
            ...(matcher === null ? [] : [['matcher', text(matcher)] as [string, Tree]]),
            ['hooks', array(list)],
          ]),
        ),
    },
    {weight: 1, arbitrary: trees},
  );

const ourEvents = entriesOf().map(({event}) => event);

const events = () =>
  fc.oneof(
    fc.tuple(
      fc.constantFrom(...ourEvents, 'Notification'),
      fc.array(groups(), {maxLength: 3}).map(array),
    ),
    fc.tuple(keys(), trees),
  );

const roots = () =>
  fc
    .array(
      fc.oneof(
        {weight: 2, arbitrary: fc.tuple(keys(), trees)},
        {
          weight: 2,
          arbitrary: fc.tuple(fc.constant('hooks'), fc.array(events(), {maxLength: 5}).map(object)),
        },
        {
          weight: 1,
          arbitrary: fc.tuple(
            fc.constant('disableAllHooks'),
            fc.constantFrom('true', 'false').map(literal),
          ),
        },
      ),
      {maxLength: 5},
    )
    .map(object);

const blank = () =>
  fc
    .array(fc.constantFrom(' ', '\t', '\n', '\r\n', '\r', ''), {maxLength: 3})
    .map((parts) => parts.join(''));

const styles = (): fc.Arbitrary<Style> =>
  fc.record({
    shape: fc.constantFrom('minified', 'pretty', 'wild'),
    eol: fc.constantFrom('\n', '\r\n', '\r'),
    unit: fc.constantFrom('  ', '    ', '\t', ' ', ''),
    gaps: fc.array(blank(), {minLength: 1, maxLength: 7}),
    before: fc.oneof({weight: 3, arbitrary: fc.constant('')}, {weight: 1, arbitrary: blank()}),
    after: fc.oneof(fc.constantFrom('', '\n', '\r\n'), blank()),
    mark: fc.constantFrom('', '', '\uFEFF'),
  });

function render(root: Tree, style: Style): string {
  let used = 0;
  const gap = () => (style.shape === 'wild' ? (style.gaps[used++ % style.gaps.length] ?? '') : '');
  const line = (depth: number) =>
    style.shape === 'pretty' ? style.eol + style.unit.repeat(depth) : gap();
  const list = (open: string, close: string, parts: (() => string)[], depth: number): string => {
    if (parts.length === 0) {
      return open + gap() + close;
    }
    const inside = parts.map((part) => line(depth + 1) + part()).join(`${gap()},`);
    return open + inside + line(depth) + close;
  };
  const write = (tree: Tree, depth: number): string => {
    switch (tree.kind) {
      case 'literal':
        return tree.text;
      case 'array':
        return list(
          '[',
          ']',
          tree.items.map((item) => () => write(item, depth + 1)),
          depth,
        );
      case 'object':
        return list(
          '{',
          '}',
          tree.members.map(([key, value]) => () => {
            const colon = style.shape === 'pretty' ? ': ' : `${gap()}:${gap()}`;
            return JSON.stringify(key) + colon + write(value, depth + 1);
          }),
          depth,
        );
    }
  };
  return style.mark + style.before + write(root, 0) + style.after;
}
