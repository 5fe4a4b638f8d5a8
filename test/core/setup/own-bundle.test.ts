import {describe, expect, it} from 'vitest';
import {ownBundle} from '../../../lib/core/setup/own-bundle.ts';

describe('ownBundle', () => {
  it.each([
    [['/home/ann/.claude/hooks/tierwise/session-start.cjs'], 'session-start'],
    [['C:\\Users\\ann\\.claude\\hooks\\tierwise\\pre-tool-agent.cjs'], 'pre-tool-agent'],
    [['-u', 'NODE_EXTRA_CA_CERTS', 'node', '/x/hooks/tierwise/a.cjs'], 'a'],
  ])('%j is ours', (args, bundle) => {
    expect(ownBundle({type: 'command', command: 'x', args})).toBe(bundle);
  });

  it.each([
    [{args: ['/x/hooks/tierwise-old/a.cjs']}],
    [{args: ['/x/hooks/tierwise/deep/a.cjs']}],
    [{args: ['/x/hooks/tierwise/a.mjs']}],
    [{args: '/x/hooks/tierwise/a.cjs'}],
    [{command: 'node /x/hooks/tierwise/a.cjs'}],
    [{args: [null, 1]}],
    [null],
    ['/x/hooks/tierwise/a.cjs'],
  ])('%j is not', (handler) => {
    expect(ownBundle(handler)).toBeUndefined();
  });
});
