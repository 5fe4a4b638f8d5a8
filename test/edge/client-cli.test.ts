import {chmodSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, test} from 'vitest';
import {plainEnvironment, readClientCli} from '../../lib/edge/client-cli.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

function withClient(script: string, more: Record<string, string> = {}) {
  const path = put(join(temporaryFolder(), 'claude'), `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return {path, facts: readClientCli({PATH: `${dirname(path)}:/usr/bin:/bin`, ...more})};
}

test('asks the client of the PATH for its version', async () => {
  const {path, facts} = withClient('echo "2.1.330 (Claude Code)"');
  expect(await facts).toEqual({state: 'found', path, answer: '2.1.330 (Claude Code)'});
});

test('no key and no setting of this shell reaches it', async () => {
  const {facts} = withClient('env | grep -c "CLAUDE\\|ANTHROPIC\\|NODE_OPTIONS"; true', {
    ANTHROPIC_API_KEY: 'x',
    CLAUDE_CODE_SESSION_ID: 'x',
    NODE_OPTIONS: '--x',
  });
  expect(await facts).toMatchObject({answer: '0'});
  expect(plainEnvironment({HOME: '/h', ANTHROPIC_API_KEY: 'x'})).toEqual({HOME: '/h'});
});

test('says why it does not answer', async () => {
  expect(await withClient('exit 3').facts).toMatchObject({
    state: 'broken',
    reason: 'It ended with exit code 3',
  });
  expect(await readClientCli({PATH: '/nowhere'})).toEqual({state: 'missing'});
  expect(await readClientCli({})).toEqual({state: 'missing'});
});

test('a file that is no program is not the client', async () => {
  const path = put(join(temporaryFolder(), 'claude'), 'x');
  chmodSync(path, 0o644);
  expect(await readClientCli({PATH: dirname(path)})).toEqual({state: 'missing'});
});
