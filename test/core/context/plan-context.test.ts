import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {
  type ContextPlan,
  contextLimits,
  contextPrefix,
  isContextName,
  planContext,
} from '../../../lib/core/context/plan-context.ts';
import {readContextFile} from '../../../lib/core/context/read-context-file.ts';

function plan(values: Record<string, string>, inherited: Record<string, string> = {}): ContextPlan {
  const planned = planContext(values, inherited);
  if (!planned.ok) {
    throw new Error(planned.failure.code);
  }
  return planned.value;
}

/** What a child reads of a plan. */
function receive({environment, file}: ContextPlan): Record<string, string> {
  const small = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.slice(contextPrefix.length), value]],
  );
  return {...(file === undefined ? {} : readContextFile(file)), ...Object.fromEntries(small)};
}

const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,5}$/);
const value = fc.oneof(
  fc.string(),
  fc.string({unit: 'binary'}),
  fc.integer({min: 0, max: 20_000}).map((length) => 'é'.repeat(length)),
);
const values = fc.dictionary(name, value, {maxKeys: 12, noNullPrototype: true});

describe('planContext', () => {
  it('keeps small values in variables, and needs no file', () => {
    expect(plan({branch: 'main', BUILD_ID: '7'})).toEqual({
      environment: {TIERWISE_CTX_BRANCH: 'main', TIERWISE_CTX_BUILD_ID: '7'},
    });
    expect(plan({})).toEqual({environment: {}});
  });

  it('moves a large value into the file, and takes an inherited variable of its name away', () => {
    const log = 'x'.repeat(5000);
    const {environment, file = ''} = plan({LOG: log}, {LOG: 'short', BRANCH: 'main'});
    expect(environment).toEqual({TIERWISE_CTX_LOG: undefined, TIERWISE_CTX_BRANCH: 'main'});
    expect(JSON.parse(file)).toEqual({schema: 1, values: {LOG: log}});
  });

  it('puts what no variable can hold into the file', () => {
    const planned = plan({RAW: 'a\0b'});
    expect(planned.environment).toEqual({TIERWISE_CTX_RAW: undefined});
    expect(receive(planned)).toEqual({RAW: 'a\0b'});
  });

  it.each(['', 'a b', '1A', 'A-B', 'A=B', 'Ä', '__proto__', 'A'.repeat(65)])(
    'refuses the name %j',
    (bad) => {
      expect(planContext(Object.fromEntries([[bad, 'x']]), {})).toEqual({
        ok: false,
        failure: {code: 'context-name-unusable', name: bad},
      });
    },
  );

  it('refuses too much, and names the largest', () => {
    const half = 'x'.repeat(contextLimits.totalBytes / 2);
    expect(planContext({A: half}, {B: `${half}x`})).toEqual({
      ok: false,
      failure: {
        code: 'context-too-large',
        bytes: contextLimits.totalBytes + 3,
        limit: contextLimits.totalBytes,
        largest: 'B',
      },
    });
    expect(planContext({A: half}, {A: half}).ok).toBe(true);
  });

  it('hands everything on: what is inherited, and over it what is its own', () => {
    fc.assert(
      fc.property(values, values, (own, inherited) => {
        expect(receive(plan(own, inherited))).toEqual({...inherited, ...own});
      }),
    );
  });

  it('hands on through generations as if it were one', () => {
    fc.assert(
      fc.property(values, values, values, (first, second, third) => {
        const child = receive(plan(first));
        const grandchild = receive(plan(second, child));
        expect(receive(plan(third, grandchild))).toEqual({...first, ...second, ...third});
      }),
    );
  });

  it('keeps variables within their limits', () => {
    fc.assert(
      fc.property(values, (own) => {
        const variables = Object.entries(plan(own).environment).filter(([, text]) => text);
        const sizes = variables.map(([key, text]) => Buffer.byteLength(`${key}=${text}`) + 1);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(
          contextLimits.environmentBytes,
        );
        for (const [key, text = ''] of variables) {
          expect(isContextName(key.slice(contextPrefix.length))).toBe(true);
          expect(Buffer.byteLength(text)).toBeLessThanOrEqual(contextLimits.variableBytes);
        }
      }),
    );
  });
});

describe('the file of a context', () => {
  it.each(['', '{', '[]', '{"schema":2,"values":{}}', '{"schema":1,"values":{"A":1}}'])(
    'is none: %s',
    (text) => {
      expect(readContextFile(text)).toBeUndefined();
    },
  );

  it('gives no value under a name that no child could have been given', () => {
    const text = '{"schema":1,"values":{"__proto__":"x","a b":"y","A":"z"}}';
    expect(Object.entries(readContextFile(text) ?? {})).toEqual([['A', 'z']]);
  });
});
