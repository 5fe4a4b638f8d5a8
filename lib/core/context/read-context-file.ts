import {hasShape, isRecordOf, isText} from '../guard.ts';
import {type ContextValues, isContextName} from './plan-context.ts';

const isContextFile = hasShape({
  schema: (value): value is 1 => value === 1,
  values: isRecordOf(isText),
});

/** The values in the text of a context file; undefined: it is none. */
export function readContextFile(text: string): ContextValues | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isContextFile(value)
    ? Object.fromEntries(Object.entries(value.values).filter(([name]) => isContextName(name)))
    : undefined;
}
