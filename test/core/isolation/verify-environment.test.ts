import {expect, test} from 'vitest';
import {verifyEnvironment} from '../../../lib/core/isolation/verify-environment.ts';

test.each([
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_AUTH_TOKEN',
  'ANTHROPIC_BASE_URL',
  'CLAUDECODE',
  'CLAUDE_CODE_SESSION_ID',
  'CLAUDE_CODE_MESSAGING_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'OPENAI_API_KEY',
  'GITHUB_TOKEN',
  'GH_TOKEN',
  'NPM_TOKEN',
  'npm_config_//registry.example/:_authToken',
  'DB_PASSWORD',
  'DB_PWD',
  'PGPASS_SECRET',
  'STRIPE_SECRET',
  'SSH_AUTH_SOCK',
  'SIGNING_KEY',
  'GIT_DIR',
  'GIT_ASKPASS',
  'SESSION_COOKIE',
])('%s is withheld', (name) => {
  expect(verifyEnvironment({[name]: 'x', PATH: '/bin'})).toEqual({PATH: '/bin'});
});

test.each([
  'PATH',
  'HOME',
  'PWD',
  'OLDPWD',
  'LANG',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
  'HTTPS_PROXY',
  'CI',
  'TIERWISE_DEPTH',
  'TIERWISE_CONTEXT_FILE',
  'DATABASE_URL',
  'JAVA_HOME',
  'KEYBOARD',
  'AUTHOR',
  'COMPASS',
])('%s stays', (name) => {
  expect(verifyEnvironment({[name]: 'x', GONE: undefined})).toEqual({[name]: 'x'});
});
