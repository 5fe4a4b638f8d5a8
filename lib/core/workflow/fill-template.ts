import {parseTemplate} from './template.ts';

/** Gives the text of a value; undefined when nothing has that name. */
export type Lookup = (path: readonly [string, ...string[]]) => unknown;

/**
 * A prompt with its values put in. Values go in as they are and are not expanded again.
 * @param place what stands for a value: its text, unless somebody keeps that elsewhere.
 */
export function fillTemplate(
  text: string,
  look: Lookup,
  place: (value: string, path: readonly string[]) => string = (value) => value,
): string {
  return parseTemplate(text)
    .map((part) =>
      part.kind === 'text' ? part.text : place(writeValue(look(part.path)), part.path),
    )
    .join('');
}

/** Text as it is, nothing for null (a step that was skipped), everything else as JSON. */
export function writeValue(value: unknown): string {
  if (value === null || value === undefined) {
    return '';
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A field of a field of a value; only what JSON itself holds is seen, nothing inherited. */
export function readField(value: unknown, fields: readonly string[]): unknown {
  let found = value;
  for (const field of fields) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, field)) {
      return undefined;
    }
    found = (found as Record<string, unknown>)[field];
  }
  return found;
}
