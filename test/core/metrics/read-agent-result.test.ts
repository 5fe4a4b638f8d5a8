import {describe, expect, it} from 'vitest';
import {readAgentResult} from '../../../lib/core/metrics/read-agent-result.ts';

const nothing = {
  agentId: null,
  agent: null,
  resolvedModel: null,
  status: null,
  durationMs: null,
  isHandedBack: false,
  isAnswered: true,
};

/** As both clients report an agent that was waited for. */
const foreground = {
  status: 'completed',
  prompt: 'subtask',
  agentId: 'a9dea99d1a59ff4ba',
  agentType: 'general-purpose',
  content: [{type: 'text', text: 'All 12 tests pass.'}],
  resolvedModel: 'claude-opus-4-8',
  totalDurationMs: 117,
  totalTokens: 120,
  totalToolUseCount: 0,
  usage: {input_tokens: 100, output_tokens: 20},
};

/** As 2.1.330 reports an agent that was started in the background. */
const background = {
  isAsync: true,
  status: 'async_launched',
  agentId: 'a96ead91315f24d44',
  description: 'd',
  resolvedModel: 'claude-haiku-5-5',
  outputFile: '/tasks/a96ead91315f24d44.output',
};

describe('the result of an agent', () => {
  it('that was waited for', () => {
    expect(readAgentResult(foreground)).toEqual({
      agentId: 'a9dea99d1a59ff4ba',
      agent: 'general-purpose',
      resolvedModel: 'claude-opus-4-8',
      status: 'completed',
      durationMs: 117,
      isHandedBack: false,
      isAnswered: true,
    });
  });

  it('whose requests failed, as 2.1.197 reports it', () => {
    const failed = {
      ...foreground,
      content: [{type: 'text', text: 'API Error: 529'}],
      totalTokens: 0,
    };
    expect(readAgentResult(failed)).toMatchObject({status: 'completed', isAnswered: false});
  });

  it('that was only launched', () => {
    expect(readAgentResult(background)).toEqual({
      ...nothing,
      agentId: 'a96ead91315f24d44',
      resolvedModel: 'claude-haiku-5-5',
      status: 'async_launched',
    });
  });

  it.each([undefined, null, 'text', 5, [], {}, {agentId: 5, content: 'x', totalDurationMs: '1'}])(
    'that is none of these: %j',
    (response) => {
      expect(readAgentResult(response)).toEqual(nothing);
    },
  );
});

describe('a hand-back', () => {
  const said = (...texts: unknown[]) =>
    readAgentResult({...foreground, content: texts.map((text) => ({type: 'text', text}))});

  it.each([
    'needs a larger tier: the cause is a race',
    'Needs a larger tier.',
    '**Needs a larger tier:** a race',
    '> - needs a larger tier: a race',
    'I looked at it.\n  needs a larger tier: four files change together',
  ])('is a line that begins with the phrase: %j', (text) => {
    expect(said(text).isHandedBack).toBe(true);
  });

  it.each([
    'Done. This never needs a larger tier: it is small.',
    'It says "needs a larger tier" in the docs.',
    '',
  ])('is not the phrase inside a sentence: %j', (text) => {
    expect(said(text).isHandedBack).toBe(false);
  });

  it('may stand in any block, beside blocks that are no text', () => {
    expect(said(null, 5, 'Open: nothing', 'needs a larger tier: x').isHandedBack).toBe(true);
    expect(readAgentResult({content: [null, 'needs a larger tier']}).isHandedBack).toBe(false);
  });
});
