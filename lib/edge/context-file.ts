import {mkdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {
  type ContextValues,
  contextLimits,
  contextPrefix,
  isContextName,
} from '../core/context/plan-context.ts';
import {readContextFile} from '../core/context/read-context-file.ts';
import type {Result} from '../core/failure/failure.ts';
import {privateFile} from './atomic-file.ts';
import type {Environment} from './environment.ts';

/** The variable that names the file with the large values. */
export const contextFileVariable = 'TIERWISE_CONTEXT_FILE';

/** JSON may write a byte as six. */
const maxFileBytes = 6 * contextLimits.totalBytes + 1000;

/** What this process was given by the run that started it: its variables, and the file that they name. */
export function readContext(environment: Environment): Result<ContextValues> {
  const file = environment[contextFileVariable];
  const large = file ? readLarge(file) : {ok: true as const, value: {}};
  if (!large.ok) {
    return large;
  }
  const small = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && name.startsWith(contextPrefix) && isContextName(nameOf(name))
      ? [[nameOf(name), value] as const]
      : [],
  );
  return {ok: true, value: {...large.value, ...Object.fromEntries(small)}};
}

function nameOf(variable: string): string {
  return variable.slice(contextPrefix.length);
}

/** Only the user may read it. @throws what the file system refuses. */
export function writeContextFile(file: string, text: string): void {
  mkdirSync(dirname(file), {recursive: true, mode: 0o700});
  rmSync(file, {force: true});
  try {
    writeFileSync(file, text, {mode: privateFile, flag: 'wx'});
  } catch (error) {
    rmSync(file, {force: true});
    throw Object.assign(error as Error, {path: file});
  }
}

export function removeContextFile(file: string): void {
  rmSync(file, {force: true});
}

function readLarge(file: string): Result<ContextValues> {
  const unusable = (problem: string): Result<ContextValues> => ({
    ok: false,
    failure: {code: 'context-file-unusable', file, problem},
  });
  try {
    if (!statSync(file).isFile()) {
      return unusable('it is no file');
    }
    if (statSync(file).size > maxFileBytes) {
      return unusable('it is too large');
    }
    const values = readContextFile(readFileSync(file, 'utf8'));
    return values === undefined ? unusable('it holds no context') : {ok: true, value: values};
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    return unusable(code === 'ENOENT' ? 'it is missing' : `it cannot be opened (${code})`);
  }
}
