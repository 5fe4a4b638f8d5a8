import {expect, it} from 'vitest';
import {type BaseFacts, findBaseModel} from '../../../lib/core/mod/find-base-model.ts';
import {noMemory} from '../../../lib/core/mod/session-memory.ts';

const opus = 'claude-opus-5-5';
const haiku = 'claude-haiku-5-5';
const sonnet = 'claude-sonnet-5-5';
const moved = {...noMemory, base: opus, sent: ['haiku', haiku]};

it.each([
  ['nothing was moved: the client knows', {memory: noMemory, clientModel: haiku}, haiku],
  ['in the same process', {clientModel: opus}, opus],
  ['restored from our answer', {clientModel: haiku, restored: haiku, isResumed: true}, opus],
  [
    'restored, with a date in its name',
    {clientModel: haiku, restored: `${haiku}-20261001`, isResumed: true},
    opus,
  ],
  ['--model haiku', {clientModel: haiku, isResumed: true}, haiku],
  [
    '--model haiku, where haiku is the default, too',
    {clientModel: haiku, isResumed: true, defaultModel: 'haiku'},
    opus,
  ],
  ['--model sonnet', {clientModel: sonnet, isResumed: true}, sonnet],
  [
    'restored from an answer of the base',
    {clientModel: opus, restored: opus, isResumed: true},
    opus,
  ],
  [
    'a proxy renamed the small model',
    {
      memory: {...moved, sent: ['haiku', 'small-1']},
      clientModel: 'small-1',
      restored: 'small-1',
      isResumed: true,
    },
    opus,
  ],
] as [string, Partial<BaseFacts>, string][])('%s', (_, facts, base) => {
  expect(
    findBaseModel({
      memory: moved,
      clientModel: opus,
      restored: undefined,
      isResumed: false,
      defaultModel: undefined,
      ...facts,
    }),
  ).toBe(base);
});
