import {expect, it} from 'vitest';
import {readConversation} from '../../../lib/core/session/read-conversation.ts';

const usage = {
  input_tokens: 3,
  cache_read_input_tokens: 40_000,
  cache_creation_input_tokens: 2_000,
  output_tokens: 500,
  cache_creation: {ephemeral_5m_input_tokens: 2_000, ephemeral_1h_input_tokens: 0},
};

it.each([
  ['all that was sent and answered', usage, {context: 42_503, lifetime: '5m'}],
  [
    'the lifetime of what was written last',
    {...usage, cache_creation: {ephemeral_1h_input_tokens: 2_000}},
    {context: 42_503, lifetime: '1h'},
  ],
  [
    'whatever stands in its place',
    {...usage, input_tokens: 'many', output_tokens: null, cache_creation: 7},
    {context: 42_000, lifetime: '5m'},
  ],
  ['nothing where nobody counted', undefined, undefined],
  ['nothing from no object', 'much', undefined],
])('tells %s', (_, counted, conversation) => {
  expect(readConversation(counted)).toEqual(conversation);
});
