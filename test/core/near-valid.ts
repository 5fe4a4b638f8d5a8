import fc from 'fast-check';

/**
 * JSON values that are almost like one of the samples: a field dropped, retyped, nulled or added,
 * at any depth. Written as text and parsed, so that `__proto__` is a key like any other.
 */
export function nearValid(samples: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(anyMutation(), {maxLength: 3}))
    .map(([sample, mutations]) =>
      mutations.reduce((value, mutation) => mutate(value, mutation), clone(sample)),
    );
}

/** Any JSON value, with keys that are special in JavaScript among the others. */
export function anyJson(): fc.Arbitrary<unknown> {
  const text = fc.oneof(fc.string(), fc.constantFrom(...specialKeys));
  const {tree} = fc.letrec((tie) => ({
    tree: fc.oneof(
      {depthSize: 'small', withCrossShrink: true},
      tie('leaf'),
      tie('list'),
      tie('map'),
    ),
    leaf: fc.oneof(fc.constant(null), fc.boolean(), fc.double({noNaN: true}), text),
    list: fc.array(tie('tree'), {maxLength: 4}),
    map: fc.array(fc.tuple(text, tie('tree')), {maxLength: 4}).map(toObject),
  }));
  return tree as fc.Arbitrary<unknown>;
}

const specialKeys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'];

interface Mutation {
  /** Picks the place: a way down through objects and lists. */
  way: number[];
  kind: 'drop' | 'replace' | 'add';
  key: string;
  value: unknown;
}

function anyMutation(): fc.Arbitrary<Mutation> {
  return fc.record({
    way: fc.array(fc.nat(50), {minLength: 1, maxLength: 4}),
    kind: fc.constantFrom('drop', 'replace', 'replace', 'add'),
    key: fc.constantFrom('extra', ...specialKeys),
    value: fc.oneof(
      fc.constantFrom(null, '', 'x', 0, true, [], {}, ['x'], 'haiku', 'off', {x: 'haiku'}),
      anyJson(),
    ),
  });
}

function mutate(value: unknown, {way, kind, key, value: next}: Mutation): unknown {
  if (typeof value !== 'object' || value === null) {
    return kind === 'replace' ? next : value;
  }
  const [step = 0, ...rest] = way;
  const entries = Object.entries(value);
  const at = entries.length === 0 ? -1 : step % entries.length;
  const changed = entries.flatMap(([name, each], index): [string, unknown][] => {
    if (index !== at) {
      return [[name, each]];
    }
    if (rest.length > 0 && typeof each === 'object' && each !== null) {
      return [[name, mutate(each, {way: rest, kind, key, value: next})]];
    }
    return kind === 'drop' ? [] : [[name, kind === 'replace' ? next : each]];
  });
  if (Array.isArray(value)) {
    return changed.map(([, each]) => each);
  }
  return toObject(kind === 'add' ? [...changed, [key, next]] : changed);
}

/** By way of the text, as the client's input comes: an assignment to `__proto__` would be lost. */
function toObject(entries: readonly (readonly [string, unknown])[]): unknown {
  const fields = entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return JSON.parse(`{${fields.join(',')}}`);
}

function clone(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
