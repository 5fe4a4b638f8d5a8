import type {Result} from '../failure/failure.ts';
import {appendChild} from '../setup/append-child.ts';
import {findMember} from '../setup/find-member.ts';
import type {JsonNode} from '../setup/json-node.ts';
import {removeChild} from '../setup/remove-child.ts';
import {parseConfig} from './check-config.ts';

/** One key of config.json, or one entry of a map in it; `value` undefined takes it out. */
export interface ConfigEdit {
  path: readonly [string, ...string[]];
  value: unknown;
}

/**
 * The text of config.json after an edit. All other bytes stay; a new key is laid out like the file
 * around it. undefined in, for no such file, gives a new one.
 */
export function planConfigEdit(
  text: string | undefined,
  edit: ConfigEdit,
  file: string,
): Result<string | undefined> {
  if (text === undefined || text.trim() === '') {
    return {ok: true, value: edit.value === undefined ? text : newFile(edit)};
  }
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const edited =
    edit.value === undefined
      ? removeAll(text.slice(mark.length), edit.path, file)
      : put(text.slice(mark.length), edit, file);
  return edited.ok ? {ok: true, value: mark + edited.value} : edited;
}

function newFile({path, value}: ConfigEdit): string {
  return `${JSON.stringify(nest(path, value), null, 2)}\n`;
}

function nest(path: readonly string[], value: unknown): unknown {
  return path.reduceRight((inner: unknown, name) => ({[name]: inner}), value);
}

function put(text: string, {path, value}: ConfigEdit, file: string): Result<string> {
  const parsed = parseConfig(text, file);
  if (!parsed.ok) {
    return parsed;
  }
  const root = parsed.value;
  let container = root;
  for (const [at, name] of path.entries()) {
    const found = findMember(container, name)?.children?.[1];
    const rest = path.slice(at + 1);
    if (found === undefined) {
      const child = {root, container, key: name, value: nest(rest, value)};
      return {ok: true, value: appendChild(text, child)};
    }
    // The last step, or a value that can hold no entry: it is replaced.
    if (rest.length === 0 || found.type !== 'object') {
      return {ok: true, value: replace(text, found, nest(rest, value))};
    }
    container = found;
  }
  return {ok: true, value: text};
}

function replace(text: string, node: JsonNode, value: unknown): string {
  const next = JSON.stringify(value);
  return text.slice(0, node.offset) + next + text.slice(node.offset + node.length);
}

/** Every property of the name: with only the last one gone, one before it would come to count. */
function removeAll(text: string, path: readonly string[], file: string): Result<string> {
  const parsed = parseConfig(text, file);
  if (!parsed.ok) {
    return parsed;
  }
  let container: JsonNode | undefined = parsed.value;
  for (const name of path.slice(0, -1)) {
    container = container && findMember(container, name)?.children?.[1];
  }
  const child = container && findMember(container, path.at(-1) as string);
  return container && child
    ? removeAll(removeChild(text, {container, child, interior: ''}), path, file)
    : {ok: true, value: text};
}
