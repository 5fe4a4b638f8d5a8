import {type ContextPlan, type ContextValues, planContext} from '../core/context/plan-context.ts';
import type {Result} from '../core/failure/failure.ts';
import {fileFailure} from '../core/failure/file-failure.ts';
import {
  contextFileVariable,
  readContext,
  removeContextFile,
  writeContextFile,
} from '../edge/context-file.ts';
import type {Environment} from '../edge/environment.ts';

export interface PassedContext {
  /** Over the child's environment; undefined takes a variable out of it. */
  environment: Record<string, string | undefined>;
  /** To be called when the child has ended, however it ended. */
  remove: () => void;
}

/**
 * Makes the context of a child ready: what this process was given itself, and over it `values`. Large
 * values go to `file`, which belongs to this child alone and into the folder of its run, so that
 * cleaning up after a killed run removes it, too.
 */
export function passContext(
  environment: Environment,
  {values, file}: {values: ContextValues; file: string},
): Result<PassedContext> {
  const inherited = readContext(environment);
  if (!inherited.ok) {
    return inherited;
  }
  const planned = planContext(values, inherited.value);
  return planned.ok ? applyPlan(planned.value, file) : planned;
}

/** What this process was given by the run that started it, or the one value that is asked for. */
export function receiveContext(environment: Environment, name?: string): Result<ContextValues> {
  const received = readContext(environment);
  if (!received.ok || name === undefined) {
    return received;
  }
  const key = name.toUpperCase();
  const value = received.value[key];
  const known = Object.keys(received.value);
  return value === undefined
    ? {ok: false, failure: {code: 'context-value-missing', name: key, known}}
    : {ok: true, value: {[key]: value}};
}

function applyPlan({environment, file: text}: ContextPlan, file: string): Result<PassedContext> {
  if (text === undefined) {
    // One may be left by a process that was killed before it wrote down the attempt.
    removeContextFile(file);
    const own = {...environment, [contextFileVariable]: undefined};
    return {ok: true, value: {environment: own, remove: () => undefined}};
  }
  try {
    writeContextFile(file, text);
  } catch (error) {
    const failure = fileFailure(error);
    if (failure === undefined) {
      throw error;
    }
    return {ok: false, failure};
  }
  const own = {...environment, [contextFileVariable]: file};
  return {ok: true, value: {environment: own, remove: () => removeContextFile(file)}};
}
