import {describe, expect, it} from 'vitest';
import {childEnvironment, depthOf} from '../../../lib/core/run/child-environment.ts';

/** What a parent session of 2.1.330 leaves in its children's environment. */
const leaked: Record<string, string> = Object.fromEntries(
  [
    'CLAUDECODE',
    'CLAUDE_CODE_CHILD_SESSION',
    'CLAUDE_CODE_SESSION_ID',
    'CLAUDE_CODE_SESSION_ATTENDED',
    'CLAUDE_CODE_ENTRYPOINT',
    'CLAUDE_CODE_CHILD_NOTES_DIR',
    'CLAUDE_CODE_MESSAGING_SOCKET',
    'CLAUDE_CODE_MESSAGING_TOKEN',
    'CLAUDE_PROJECT_DIR',
    'CLAUDE_PID',
    'CLAUDE_EFFORT',
    'CLAUDE_PLUGIN_ROOT',
    'AI_AGENT',
    'TIERWISE_MODE',
    'TIERWISE_MOD_ALIVE',
  ].map((name) => [name, 'x']),
);

describe('childEnvironment', () => {
  it('drops who the parent session is, and its secrets', () => {
    expect(childEnvironment(leaked, {})).toEqual({});
  });

  it('keeps how to reach the API, and how often to try', () => {
    const kept = {
      PATH: '/bin',
      HOME: '/h',
      HTTPS_PROXY: 'http://proxy',
      ANTHROPIC_API_KEY: 'k',
      ANTHROPIC_BASE_URL: 'http://127.0.0.1',
      CLAUDE_CODE_USE_BEDROCK: '1',
      CLAUDE_CODE_MAX_RETRIES: '1',
      CLAUDE_CONFIG_DIR: '/c',
      NODE_EXTRA_CA_CERTS: '/ca.pem',
      TIERWISE_HOME: '/t',
    };
    expect(childEnvironment({...kept, NOTHING: undefined}, {})).toEqual(kept);
  });

  it('marks the child, whatever the parent was', () => {
    const environment = childEnvironment({TIERWISE_DEPTH: '7'}, {TIERWISE_DEPTH: '1'});
    expect(environment).toEqual({TIERWISE_DEPTH: '1'});
  });
});

it.each([
  [undefined, 0],
  ['', 0],
  ['0', 1],
  ['2', 2],
  ['junk', 1],
])('depth %j is %i', (text, depth) => {
  expect(depthOf({TIERWISE_DEPTH: text})).toBe(depth);
});
