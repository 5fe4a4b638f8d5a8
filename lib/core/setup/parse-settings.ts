import {type Node, type ParseError, parse, parseTree, printParseErrorCode} from 'jsonc-parser';
import type {JsonProblem, SetupResult} from './setup-failure.ts';

/**
 * The tree of a settings file without its byte order mark. Strict JSON only: the client ignores
 * the whole file otherwise, so that editing it would install nothing.
 */
export function parseSettings(text: string): SetupResult<Node> {
  const root = isJson(text) ? parseTree(text) : undefined;
  if (root === undefined) {
    const {offset, problem} = findProblem(text);
    return {ok: false, failure: {code: 'settings-not-json', ...locate(text, offset), problem}};
  }
  if (root.type !== 'object') {
    return {ok: false, failure: {code: 'settings-not-an-object', found: nameKind(root)}};
  }
  return {ok: true, value: root};
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The first place where this is not JSON; a trailing comma is named by the comma's own place. */
function findProblem(text: string): {offset: number; problem: JsonProblem} {
  if (text.trim() === '') {
    return {offset: 0, problem: 'empty'};
  }
  const errors: ParseError[] = [];
  parse(text, errors, {disallowComments: true, allowTrailingComma: false});
  const first = errors.reduce<ParseError | undefined>(
    (earliest, error) => (earliest && earliest.offset <= error.offset ? earliest : error),
    undefined,
  );
  const offset = first?.offset ?? 0;
  if (first && printParseErrorCode(first.error) === 'InvalidCommentToken') {
    return {offset, problem: 'comment'};
  }
  const before = text.slice(0, offset).trimEnd();
  if (before.endsWith(',') && /[}\]]/.test(text.charAt(offset))) {
    return {offset: before.length - 1, problem: 'trailing-comma'};
  }
  const isAtEnd = offset >= text.trimEnd().length;
  return {offset, problem: isAtEnd ? 'unexpected-end' : 'unexpected-text'};
}

function locate(text: string, offset: number): {line: number; column: number} {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return {line: lines.length, column: (lines.at(-1) ?? '').length + 1};
}

/** A node's kind, as a message says it. */
export function nameKind(node: Node): string {
  const article = node.type === 'object' || node.type === 'array' ? 'an' : 'a';
  return node.type === 'null' ? 'null' : `${article} ${node.type}`;
}
