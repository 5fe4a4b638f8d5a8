/**
 * The smallest set of guards that a hook needs. zod in a hook costs more start-up time than all of
 * its work, so hooks use these, and a property test holds them equal to the zod schemas.
 */
export type Guard<Value> = (value: unknown) => value is Value;

export type Guarded<Of> = Of extends Guard<infer Value> ? Value : never;

export const isText: Guard<string> = (value): value is string => typeof value === 'string';

export const isAnything: Guard<unknown> = (_value): _value is unknown => true;

export const isFlag: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';

/** A finite one: JSON has no other. */
export const isNumber: Guard<number> = (value): value is number => Number.isFinite(value);

export const isRecord: Guard<Record<string, unknown>> = (value): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function isOneOf<const Value extends string>(values: readonly Value[]): Guard<Value> {
  return (value): value is Value => values.includes(value as Value);
}

export function isListOf<Value>(guard: Guard<Value>): Guard<Value[]> {
  return (value): value is Value[] => Array.isArray(value) && value.every(guard);
}

export function isRecordOf<Value>(guard: Guard<Value>): Guard<Record<string, Value>> {
  return (value): value is Record<string, Value> =>
    isRecord(value) &&
    // zod passes this name over, too: as a name it means nothing, as a property it would do harm.
    Object.entries(value).every(([name, each]) => name === '__proto__' || guard(each));
}

export function isMaybe<Value>(guard: Guard<Value>): Guard<Value | undefined> {
  return (value): value is Value | undefined => value === undefined || guard(value);
}

/** Unknown fields pass: a newer client may send more than we know. */
export function hasShape<Shape extends Record<string, Guard<unknown>>>(
  shape: Shape,
): Guard<ShapeOf<Shape>> {
  const fields = Object.entries(shape);
  return (value): value is ShapeOf<Shape> =>
    isRecord(value) && fields.every(([name, guard]) => guard(value[name]));
}

type OptionalNames<Shape> = {
  [Name in keyof Shape]: undefined extends Guarded<Shape[Name]> ? Name : never;
}[keyof Shape];

type ShapeOf<Shape> = {
  [Name in Exclude<keyof Shape, OptionalNames<Shape>>]: Guarded<Shape[Name]>;
} & {[Name in OptionalNames<Shape>]?: Guarded<Shape[Name]>};
