import {describe, expect, it, test} from 'vitest';
import {readOverrides, readSignals} from '../../../lib/core/mode/read-overrides.ts';

describe('override variables', () => {
  it('are read in any case, with blanks around them', () => {
    expect(
      readOverrides({
        TIERWISE_MODE: ' Observe ',
        TIERWISE_TIER: 'HAIKU',
        TIERWISE_ENFORCE: 'strict',
        TIERWISE_ECONOMICS: 'off',
      }),
    ).toEqual({
      mode: 'observe',
      tier: 'haiku',
      enforcement: 'strict',
      economics: 'off',
      unknown: [],
    });
  });

  it('say nothing when unset or empty', () => {
    const nothing = {
      mode: undefined,
      tier: undefined,
      enforcement: undefined,
      economics: undefined,
      unknown: [],
    };
    expect(readOverrides({})).toEqual(nothing);
    expect(readOverrides({TIERWISE_MODE: '', TIERWISE_TIER: '  '})).toEqual(nothing);
  });

  it('with a value that means nothing are named, without repeating the value', () => {
    const {tier, unknown} = readOverrides({TIERWISE_TIER: 'fable-secret'});
    expect(tier).toBeUndefined();
    expect(unknown).toEqual(['TIERWISE_TIER is none of haiku, sonnet, opus, stay']);
  });
});

test.each(['CLAUDE_BATCH_MODE', 'CLAUDE_OVERNIGHT', 'BATCH_MODE', 'API_REQUEST'])(
  '%s asks for orchestration by 1 or true alone',
  (name) => {
    expect(readSignals({[name]: '1'})).toEqual([name]);
    expect(readSignals({[name]: 'true'})).toEqual([name]);
    for (const value of [undefined, '', '0', 'false', 'no']) {
      expect(readSignals({[name]: value})).toEqual([]);
    }
  },
);
