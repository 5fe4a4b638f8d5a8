import {join} from 'node:path';
import {expect, test} from 'vitest';
import {breakerVerb} from '../../../lib/cli/verbs/breaker.ts';
import {put, temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

function setUp(breakers?: object) {
  const home = temporaryFolder();
  if (breakers !== undefined) {
    put(join(home, '.claude', 'tierwise', 'state', 'breakers.json'), JSON.stringify(breakers));
  }
  return (...args: string[]) => call([breakerVerb()], ['breaker', ...args], {home});
}

const until = '2026-11-26T22:00:00.000Z';
const open = {state: 'open', failures: 5, reason: 'overloaded: API Error: 529', until};

test('status says for each tier whether it is held back, and why', async () => {
  const breaker = setUp({
    haiku: open,
    sonnet: {...open, state: 'half-open'},
    opus: {state: 'closed', failures: 2, reason: 'bad-output', until: null},
  });
  const {stdout, exitCode} = await breaker('status');
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`haiku   open      until ${until}: overloaded: API Error: 529\n`);
  expect(stdout).toContain('sonnet  trying    one attempt is under way');
  expect(stdout).toContain('opus    closed    2 failed in a row: bad-output');
  expect(stdout).toContain('stay    closed\n');
});

test('status --json is one object', async () => {
  const breaker = setUp({haiku: open});
  const {breakers} = JSON.parse((await breaker('status', '--json')).stdout);
  expect(breakers).toContainEqual({tier: 'haiku', ...open});
  expect(breakers).toContainEqual({
    tier: 'opus',
    state: 'closed',
    failures: 0,
    reason: '',
    until: null,
  });
});

test('reset closes one tier, or all, and says which', async () => {
  const breaker = setUp({haiku: open, opus: open});
  expect((await breaker('reset', 'haiku')).stdout).toBe('Closed: haiku. Runs send there again.\n');
  expect((await breaker('status')).stdout).toContain('opus    open');
  expect(JSON.parse((await breaker('reset', '--json')).stdout)).toEqual(['opus']);
  expect((await breaker('reset')).stdout).toBe('No breaker was open.\n');
});

test('a tier that is none is a wrong call', async () => {
  expect(await setUp()('reset', 'gpt')).toMatchObject({exitCode: 2, stdout: ''});
});
