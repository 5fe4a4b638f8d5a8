/** A piece of a prompt: text as it stands, or a value to put in. */
export type TemplatePart =
  | {kind: 'text'; text: string}
  /** `{search.hits}`: the name, then the fields below it. `at`: where the brace stands in the text. */
  | {kind: 'value'; path: readonly [string, ...string[]]; at: number};

/**
 * `{{name}}` is the text `{name}`; `{name}` and `{name.field}` are values; every other brace is a
 * brace, so that JSON and code can stand in a prompt as they are.
 */
const placeholder = /\{\{([A-Za-z_][\w-]*(?:\.[\w-]+)*)\}\}|\{([A-Za-z_][\w-]*(?:\.[\w-]+)*)\}/g;

/** A text cut at its values. One pass: what is put in is never looked at again. */
export function parseTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of text.matchAll(placeholder)) {
    const [whole, literal, path] = match;
    addText(parts, text.slice(end, match.index));
    if (path === undefined) {
      addText(parts, `{${literal}}`);
    } else {
      parts.push({kind: 'value', path: splitPath(path), at: match.index});
    }
    end = match.index + whole.length;
  }
  addText(parts, text.slice(end));
  return parts;
}

/** `search.hits` as its names. */
export function splitPath(path: string): [string, ...string[]] {
  return path.split('.') as [string, ...string[]];
}

function addText(parts: TemplatePart[], text: string): void {
  const last = parts.at(-1);
  if (last?.kind === 'text') {
    last.text += text;
  } else if (text !== '') {
    parts.push({kind: 'text', text});
  }
}
