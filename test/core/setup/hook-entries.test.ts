import {describe, expect, it} from 'vitest';
import {hookEntries} from '../../../lib/core/setup/hook-entries.ts';
import {ownBundle} from '../../../lib/core/setup/own-bundle.ts';

describe('hookEntries', () => {
  const entries = hookEntries({nodePath: '/opt/node', folder: '/home/ann/.claude/hooks/tierwise/'});

  it('registers each event once', () => {
    expect(
      entries.map(({event, matcher, bundle, handler}) => [event, matcher, bundle, handler.timeout]),
    ).toEqual([
      ['UserPromptSubmit', undefined, 'hybrid-selector', 600],
      ['PreToolUse', '*', 'pre-tool-agent', 15],
      ['PostToolUse', 'Agent|Task', 'post-tool-metrics', 15],
      ['SubagentStop', undefined, 'post-tool-metrics', 15],
      ['Stop', undefined, 'post-tool-metrics', 15],
      ['SessionStart', undefined, 'session-start', 15],
    ]);
  });

  it('starts the bundle without a shell, and knows it again', () => {
    for (const {bundle, handler} of entries) {
      expect(handler).toMatchObject({
        type: 'command',
        command: '/opt/node',
        args: [`/home/ann/.claude/hooks/tierwise/${bundle}.cjs`],
      });
      expect(ownBundle(handler)).toBe(bundle);
    }
  });
});
