import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type ConfigEdit, planConfigEdit} from '../../../lib/core/config/plan-config-edit.ts';

function edit(text: string | undefined, ...[path, value]: [ConfigEdit['path'], unknown?]) {
  const planned = planConfigEdit(text, {path, value}, '/f');
  return planned.ok ? planned.value : planned.failure.code;
}

const laidOut = '{\n    "tier":   "haiku" , \n\n    "agents": { "a": "opus" }\n}\r\n';

describe('planConfigEdit', () => {
  it('makes a file where there is none', () => {
    expect(edit(undefined, ['mode'], 'observe')).toBe('{\n  "mode": "observe"\n}\n');
    expect(edit('', ['agents', 'a'], 'opus')).toBe('{\n  "agents": {\n    "a": "opus"\n  }\n}\n');
    expect(edit(undefined, ['mode'], undefined)).toBeUndefined();
  });

  it('replaces a value and touches no other byte', () => {
    expect(edit(laidOut, ['tier'], 'sonnet')).toBe(laidOut.replace('"haiku"', '"sonnet"'));
    expect(edit(laidOut, ['agents', 'a'], 'haiku')).toBe(laidOut.replace('"opus"', '"haiku"'));
  });

  it('adds a key in the layout of the file', () => {
    expect(edit('{\n\t"a": 1\n}', ['mode'], 'off')).toBe('{\n\t"a": 1,\n\t"mode": "off"\n}');
    expect(edit('{"a":1}', ['mode'], 'off')).toBe('{"a":1,"mode":"off"}');
    expect(edit('\uFEFF{}', ['mode'], 'off')).toBe('\uFEFF{\n  "mode": "off"\n}');
  });

  it('takes a key out, every one of its name', () => {
    expect(edit('{"mode":"off","a":1,"mode":"observe"}', ['mode'])).toBe('{"a":1}');
    expect(edit(laidOut, ['agents', 'a'])).toBe(laidOut.replace('{ "a": "opus" }', '{}'));
    expect(edit(laidOut, ['maxTier'])).toBe(laidOut);
    expect(edit(laidOut, ['prices', 'x'])).toBe(laidOut);
  });

  it('puts a map where something else stood', () => {
    expect(edit('{"agents": 3}', ['agents', 'a'], 'opus')).toBe('{"agents": {"a":"opus"}}');
  });

  it('leaves a file that is not JSON alone', () => {
    expect(edit('{"mode": "off",}', ['mode'], 'off')).toBe('config-not-json');
    expect(edit('[]', ['mode'])).toBe('config-not-an-object');
  });

  it('sets what it says and nothing else, and unset is its inverse', () => {
    const json = fc.dictionary(
      fc.string().filter((key) => key !== 'mode'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const before = JSON.stringify(value, null, indent);
        const after = edit(before, ['mode'], 'observe') as string;
        expect(JSON.parse(after)).toEqual({...JSON.parse(before), mode: 'observe'});
        expect(JSON.parse(edit(after, ['mode']) as string)).toEqual(JSON.parse(before));
      }),
      {numRuns: 300},
    );
  });
});
