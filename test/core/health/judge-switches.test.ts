import {describe, expect, it} from 'vitest';
import {judgeSwitches} from '../../../lib/core/health/judge-switches.ts';

describe('judgeSwitches', () => {
  const codes = (environment: Record<string, string>, mode = 'detected', because = 'x') =>
    judgeSwitches({offBecause: undefined, mode: {value: mode, because}, environment}).findings.map(
      ({code}) => code,
    );

  it('finds what was set by hand', () => {
    expect(codes({})).toEqual([]);
    expect(codes({TIERWISE_TIER: 'haiku'})).toEqual(['override-set']);
    expect(codes({TIERWISE_TIER: 'fable'})).toEqual(['override-unknown']);
    expect(codes({}, 'observe', 'config.json')).toEqual(['mode-set']);
  });

  it('says a thing once', () => {
    expect(codes({TIERWISE_MODE: 'off'}, 'off', 'TIERWISE_MODE')).toEqual(['override-set']);
    expect(codes({}, 'observe', 'config.json is broken')).toEqual([]);
  });

  it('says when it is off', () => {
    const mode = {value: 'detected', because: 'x'};
    const {findings} = judgeSwitches({offBecause: 'switched off', mode, environment: {}});
    expect(findings).toMatchObject([{code: 'switched-off', severity: 'note'}]);
  });
});
