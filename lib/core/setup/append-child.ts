import type {Node} from 'jsonc-parser';

/**
 * The text with one more child at the end of an object (with `key`) or an array (without). Nothing
 * else moves, and the new child is laid out like the file around it: its line breaks and its
 * indentation, or all in one line when the file is.
 */
export function appendChild(
  text: string,
  {root, container, key, value}: {root: Node; container: Node; key?: string; value: unknown},
): string {
  const layout = detectLayout(text, root);
  const name = key === undefined ? '' : `${JSON.stringify(key)}:`;
  const inLine = (gap: string) => `${name}${name && gap}${JSON.stringify(value)}`;
  const onLines = ({eol, unit}: Layout, indent: string) =>
    `${eol}${indent}${name}${name && ' '}${JSON.stringify(value, null, unit).replaceAll('\n', eol + indent)}`;

  const last = container.children?.at(-1);
  if (last === undefined) {
    const start = container.offset + 1;
    const end = container.offset + container.length - 1;
    const outer = lineIndent(text, container.offset);
    const content = layout
      ? `${onLines(layout, outer + layout.unit)}${layout.eol}${outer}`
      : inLine('');
    return text.slice(0, start) + content + text.slice(end);
  }
  const end = last.offset + last.length;
  const indent = ownLineIndent(text, last.offset);
  let content = `,${inLine('')}`;
  if (layout) {
    content = indent === undefined ? `, ${inLine(' ')}` : `,${onLines(layout, indent)}`;
  }
  return text.slice(0, end) + content + text.slice(end);
}

interface Layout {
  eol: string;
  /** One step of indentation. */
  unit: string;
}

/** Undefined: the whole file stands in one line, so what we add does too. */
function detectLayout(text: string, root: Node): Layout | undefined {
  const first = root.children?.[0];
  const eol = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  if (first === undefined) {
    return {eol, unit: defaultUnit};
  }
  if (!/[\r\n]/.test(text.slice(root.offset, root.offset + root.length))) {
    return undefined;
  }
  return {eol, unit: ownLineIndent(text, first.offset) ?? defaultUnit};
}

const defaultUnit = '  ';

/** The white space before this place, when nothing else stands before it in its line. */
function ownLineIndent(text: string, offset: number): string | undefined {
  return /[\r\n]([ \t]*)$/.exec(text.slice(0, offset))?.[1];
}

function lineIndent(text: string, offset: number): string {
  const line =
    text
      .slice(0, offset)
      .split(/[\r\n]/)
      .at(-1) ?? '';
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}
