import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  type YAMLError,
} from 'yaml';
import type {FilePath, ProblemCode, WorkflowProblem} from './workflow-problem.ts';

/** Bytes of a file that is read at all, at most. */
export const maxFileBytes = 2_000_000;

/** Pieces that the lexer may find: 5,000 steps of twelve lines need half of it. */
const maxLexemes = 400_000;
/** Levels of nesting: the parser above us recurses, and a hostile file must not end the process. */
const maxDepth = 64;
const maxAliases = 100;
/** Values, aliases followed. */
const maxValues = 300_000;
const maxProblems = 20;

export interface ParsedText {
  value: unknown;
  /** Where a value stands; for one that is missing, the nearest that is there. `key`: its name. */
  locate: (path: FilePath, part?: 'key' | 'value') => Place;
}

interface Place {
  line: number;
  column: number;
}

type Parsed = {ok: true; value: ParsedText} | {ok: false; problems: WorkflowProblem[]};

/** Reads YAML, or JSON, which is YAML too. Bounded in time and memory whatever the text is. */
export function parseWorkflowText(text: string): Parsed {
  const lines = new LineCounter();
  const at = (offset: number): Place => {
    const {line, col} = lines.linePos(Math.max(0, offset));
    return {line: Math.max(1, line), column: Math.max(1, col)};
  };
  const refuse = (
    code: ProblemCode,
    offset: number,
    what: string,
    fix: string,
  ): WorkflowProblem => ({
    code,
    severity: 'error',
    ...at(offset),
    what,
    fix,
  });
  const tokens = tokenize(text, lines, refuse);
  if (!Array.isArray(tokens)) {
    return {ok: false, problems: [tokens]};
  }
  const [document, ...others] = compose(tokens, text.length);
  if (document === undefined || (document.contents === null && document.errors.length === 0)) {
    return {ok: false, problems: [refuse('wrong-shape', 0, 'The file is empty.', emptyFix)]};
  }
  const errors = document.errors.slice(0, maxProblems).map((error) => describeError(error, refuse));
  if (others.length > 0) {
    const offset = others[0]?.range[0] ?? 0;
    errors.push(
      refuse('wrong-shape', offset, 'A second document begins here.', 'Keep one per file.'),
    );
  }
  if (errors.length > 0) {
    return {ok: false, problems: errors};
  }
  const reader = makeReader(document, refuse);
  const value = reader.read(document.contents as Node | null, 0);
  if (reader.problems.length > 0) {
    return {ok: false, problems: reader.problems.slice(0, maxProblems)};
  }
  const locate = (path: FilePath, part: 'key' | 'value' = 'value') =>
    at(findOffset(document, path, part));
  return {ok: true, value: {value, locate}};
}

const emptyFix = 'Start with "workflow:" and give it a name and steps.';

type Refuse = (code: ProblemCode, offset: number, what: string, fix: string) => WorkflowProblem;

/** The syntax tree as a list, or the reason to stop reading. */
function tokenize(text: string, lines: LineCounter, refuse: Refuse): CST.Token[] | WorkflowProblem {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > maxDepth) {
      const what = `The file is nested more than ${maxDepth} levels deep.`;
      return refuse('too-deep', parser.offset, what, 'Write it flatter.');
    }
    if (lexemes > maxLexemes) {
      const what = `The file has more than ${maxLexemes} words and signs.`;
      return refuse('too-large', parser.offset, what, 'Cut it into several workflows.');
    }
  }
  tokens.push(...parser.end());
  return tokens;
}

function compose(tokens: readonly CST.Token[], length: number): Document.Parsed[] {
  // Duplicate keys are looked for below: the library compares each key with each.
  const composer = new Composer({
    prettyErrors: false,
    stringKeys: true,
    uniqueKeys: false,
    resolveKnownTags: false,
    logLevel: 'silent',
  });
  return [...composer.compose(tokens, true, length)] as Document.Parsed[];
}

function describeError({code, message, pos}: YAMLError, refuse: Refuse): WorkflowProblem {
  if (code === 'TAB_AS_INDENT') {
    return refuse('tab', pos[0], 'A tab stands where YAML takes spaces.', 'Indent with spaces.');
  }
  const what = `This is not YAML: ${message.replace(/\s+/g, ' ').slice(0, 200)}.`.replace(
    '..',
    '.',
  );
  return refuse('not-yaml', pos[0], what, fixes[code] ?? 'Look at the quotes and the indentation.');
}

const fixes: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'Name the anchor (&name) before the alias (*name), or write the value out.',
  BAD_INDENT: 'Indent this line like its neighbours.',
  BLOCK_IN_FLOW: 'Close the bracket, or write the list on lines of its own.',
  MISSING_CHAR: 'Add what is missing, or put the text in quotes.',
  MULTILINE_IMPLICIT_KEY: 'Put the text in quotes, or begin it with | on a line of its own.',
  UNEXPECTED_TOKEN: 'Put the text in quotes, or begin it with | on a line of its own.',
};

/** Plain values from nodes, with what JSON does not know refused and aliases counted. */
function makeReader(document: Document.Parsed, refuse: Refuse) {
  const problems: WorkflowProblem[] = [];
  let aliases = 0;
  let values = 0;
  const stop = (problem: WorkflowProblem): undefined => {
    problems.push(problem);
    return undefined;
  };
  const read = (node: Node | null, depth: number): unknown => {
    values += 1;
    const offset = node?.range?.[0] ?? 0;
    if (problems.length >= maxProblems) {
      return undefined;
    }
    if (depth > maxDepth || values > maxValues) {
      const what = 'Aliases make this file grow without end.';
      return stop(refuse('too-many-aliases', offset, what, 'Write the values out.'));
    }
    if (isAlias(node)) {
      aliases += 1;
      if (aliases > maxAliases) {
        const what = `The file has more than ${maxAliases} aliases.`;
        return stop(refuse('too-many-aliases', offset, what, 'Write the values out.'));
      }
      return read(node.resolve(document) ?? null, depth + 1);
    }
    if (isMap<Node, Node | null>(node)) {
      const seen = new Set<string>();
      const entries: [string, unknown][] = [];
      for (const {key, value} of node.items) {
        const name = isScalar(key) ? String(key.value) : '';
        if (seen.has(name)) {
          const what = `"${clip(name)}" stands here twice.`;
          stop(refuse('duplicate-key', key.range?.[0] ?? offset, what, 'Remove one of them.'));
        }
        seen.add(name);
        if (name === '__proto__') {
          const what = 'A key cannot be called "__proto__".';
          stop(refuse('bad-name', key.range?.[0] ?? offset, what, 'Choose another name.'));
          continue;
        }
        entries.push([name, read(value, depth + 1)]);
      }
      return Object.fromEntries(entries);
    }
    if (isSeq<Node>(node)) {
      return node.items.map((item) => read(item, depth + 1));
    }
    const value = isScalar(node) ? node.value : null;
    return typeof value === 'bigint' ? Number(value) : value;
  };
  return {problems, read};
}

function findOffset(document: Document.Parsed, path: FilePath, part: 'key' | 'value'): number {
  let node = document.contents as Node | null;
  let offset = node?.range?.[0] ?? 0;
  for (const [depth, step] of path.entries()) {
    const parent = isAlias(node) ? (node.resolve(document) ?? null) : node;
    const isLast = depth === path.length - 1;
    if (isMap<Node, Node | null>(parent)) {
      const pair = parent.items.find(
        ({key}) => isScalar(key) && String(key.value) === String(step),
      );
      if (pair === undefined) {
        return offset;
      }
      const found = (isLast && part === 'key' ? undefined : pair.value) ?? pair.key;
      offset = found.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq<Node>(parent)) {
      const item = parent.items[Number(step)];
      if (item === undefined) {
        return offset;
      }
      offset = item.range?.[0] ?? offset;
      node = item;
    } else {
      return offset;
    }
  }
  return offset;
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
