import {expect, it} from 'vitest';
import {carryVariables} from '../../../lib/core/night/carry-variables.ts';

it('carries what Claude is found and reached by, and nothing else', () => {
  const environment = {
    ...{PATH: '/bin', CLAUDE_CONFIG_DIR: '/c', XDG_CACHE_HOME: '/x', CLAUDE_CODE_USE_BEDROCK: '1'},
    ...{AWS_PROFILE: 'work', AWS_REGION: 'eu-west-1', NO_PROXY: 'localhost,.corp'},
    ...{HTTPS_PROXY: 'http://proxy:3128', ANTHROPIC_BASE_URL: 'https://gateway.corp/claude'},
  };
  const others = {EDITOR: 'vi', CLAUDE_CODE_USE_VERTEX: '', TIERWISE_HOME: undefined};
  expect(carryVariables({...environment, ...others})).toEqual({carried: environment, withheld: []});
});

it('names secrets and carries none', () => {
  const secrets = {
    ...{ANTHROPIC_API_KEY: 's', ANTHROPIC_AUTH_TOKEN: 's', CLAUDE_CODE_OAUTH_TOKEN: 's'},
    ...{AWS_ACCESS_KEY_ID: 's', AWS_SECRET_ACCESS_KEY: 's', AWS_SESSION_TOKEN: 's'},
    ...{HTTPS_PROXY: 'http://me:pass@proxy:3128', http_proxy: 'me:pass@proxy:3128'},
    ANTHROPIC_BASE_URL: 'https://gateway/?key=s',
  };
  const {carried, withheld} = carryVariables({...secrets, PATH: '/bin', HTTP_PROXY: 'http://p'});
  expect(carried).toEqual({PATH: '/bin', HTTP_PROXY: 'http://p'});
  expect(withheld.toSorted()).toEqual(Object.keys(secrets).toSorted());
});

it('carries no value that would be a line of its own in a file of the scheduler', () => {
  const {carried} = carryVariables({
    PATH: '/bin',
    NO_PROXY: 'a\nExecStart=/evil',
    AWS_REGION: 'x\r',
  });
  expect(carried).toEqual({PATH: '/bin'});
});
