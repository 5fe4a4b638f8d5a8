import {describe, expect, it} from 'vitest';
import {modelTier} from '../../../lib/core/model-tier.ts';
import {findLastModel} from '../../../lib/core/session/find-last-model.ts';

const answer = (model: unknown, at = '2026-11-22T10:00:00.000Z', more: object = {}) =>
  JSON.stringify({type: 'assistant', timestamp: at, message: {role: 'assistant', model}, ...more});
const typed = (content: unknown, at = '2026-11-22T11:00:00.000Z') =>
  JSON.stringify({type: 'user', timestamp: at, message: {role: 'user', content}});

const older = typed(
  '<local-command-stdout>Set model to \u001b[1mSonnet 5\u001b[22m and saved as your default for new sessions</local-command-stdout>',
);
const newer = typed(
  '<local-command-stdout>Set model to `Sonnet 5.5` and saved as your default for new sessions</local-command-stdout>',
);

describe('the last model', () => {
  it('is that of the last answer, with its time', () => {
    const tail = [answer('claude-haiku-5-5', '1'), typed('go on'), answer('claude-opus-5-5', '2')];
    expect(findLastModel(tail.join('\n'))).toEqual({model: 'claude-opus-5-5', at: '2'});
  });

  it.each([
    ['2.1.197', older, 'Sonnet 5'],
    ['2.1.330', newer, 'Sonnet 5.5'],
  ])('is that of a /model after it: %s', (_client, line, model) => {
    const found = findLastModel([answer('claude-opus-5-5'), line].join('\n'));
    expect(found).toEqual({model, at: '2026-11-22T11:00:00.000Z', isSwitch: true});
    expect(modelTier(found?.model ?? '')).toBe('sonnet');
  });

  it('is that of the answer after a /model', () => {
    expect(findLastModel([older, answer('claude-opus-5-5')].join('\n'))?.model).toBe(
      'claude-opus-5-5',
    );
  });

  it('of a /model for this session alone is read too', () => {
    const line = typed('<local-command-stdout>Set model to `Opus 5.5`</local-command-stdout>');
    expect(modelTier(findLastModel(line)?.model ?? '')).toBe('opus');
  });

  const passedOver: [name: string, line: string][] = [
    ['an answer of a subagent', answer('claude-haiku-5-5', '2', {isSidechain: true})],
    ['a notice of the client', answer('<synthetic>')],
    ['an answer without a model', answer(undefined)],
    ['an answer whose model is no text', answer(5)],
    ['a torn last line', answer('claude-haiku-5-5').slice(0, -5)],
    ['a line of another type', JSON.stringify({type: 'summary', message: {model: 'haiku'}})],
    ['a line without a message', '{"type":"assistant","model":"haiku"}'],
    ['a line that is no object', '"model"'],
    ['a prompt that talks about /model', typed('it said "Set model to haiku"')],
    ['a prompt with blocks', typed([{type: 'text', text: '"model": Set model to haiku'}])],
    [
      'a prompt that quotes the notice',
      typed('see: <local-command-stdout>Set model to `Haiku`</local-command-stdout>'),
    ],
    ['an empty line', ''],
  ];

  it.each(passedOver)('passes over %s', (_name, line) => {
    const before = answer('claude-opus-5-5', '1');
    expect(findLastModel([before, line, ''].join('\n'))).toEqual({
      model: 'claude-opus-5-5',
      at: '1',
    });
  });

  it('is found behind a torn first line', () => {
    const torn = answer('claude-haiku-5-5').slice(20);
    expect(findLastModel([torn, answer('claude-opus-5-5', '1')].join('\n'))?.at).toBe('1');
    expect(findLastModel(torn)).toBeUndefined();
  });

  it('is unknown where nothing tells it', () => {
    expect(findLastModel('')).toBeUndefined();
    expect(findLastModel(typed('hello'))).toBeUndefined();
  });

  it('without a time is the oldest there can be', () => {
    const line = '{"type":"assistant","message":{"model":"opus"}}';
    expect(findLastModel(line)).toEqual({model: 'opus', at: ''});
  });

  describe('after a slash command', () => {
    // As both clients write them: the line that was typed, what it stands for, what it may do.
    const command = (model?: string) => [
      typed('<command-message>review</command-message>\n<command-name>/review</command-name>'),
      JSON.stringify({type: 'user', isMeta: true, message: {content: [{text: 'Review it.'}]}}),
      JSON.stringify({
        type: 'attachment',
        attachment: {type: 'command_permissions', allowedTools: [], ...(model && {model})},
      }),
    ];
    const tool = JSON.stringify({type: 'user', message: {content: [{type: 'tool_result'}]}});
    const own = [typed('hello'), answer('claude-haiku-5-5', '1')];
    const reviewed = [...command('claude-opus-5-5'), answer('claude-opus-5-5', '2'), tool];
    const find = (...lines: string[]) => findLastModel(lines.join('\n'));

    it('with a model of its own is that of the answer before it', () => {
      const lines = [...own, ...reviewed, answer('claude-opus-5-5', '3')];
      expect(find(...lines)).toEqual({model: 'claude-haiku-5-5', at: '1'});
      expect(find(...lines, ...reviewed)).toEqual({model: 'claude-haiku-5-5', at: '1'});
    });

    it('without one is that of its answer', () => {
      const lines = [...own, ...command(), answer('claude-opus-5-5', '2')];
      expect(find(...lines)?.model).toBe('claude-opus-5-5');
    });

    it('is that of the prompt since', () => {
      const lines = [...reviewed, typed('go on'), answer('claude-opus-5-5', '4'), tool];
      expect(find(...lines)).toEqual({model: 'claude-opus-5-5', at: '4'});
    });

    it('is that of a /model before or after it', () => {
      expect(find(...own, newer, ...reviewed)?.model).toBe('Sonnet 5.5');
      expect(find(...own, ...reviewed, newer)?.model).toBe('Sonnet 5.5');
    });

    it('is unknown where nothing stands before it', () => {
      expect(find(...reviewed)).toBeUndefined();
    });

    it.each([
      ['what the client adds', {isMeta: true}],
      ['a summary', {isCompactSummary: true}],
      ["a subagent's prompt", {isSidechain: true}],
    ])('is not settled by %s within its turn', (_name, more) => {
      const line = JSON.stringify({type: 'user', message: {content: 'go on'}, ...more});
      const lines = [...own, ...reviewed, line, answer('claude-opus-5-5', '3')];
      expect(find(...lines)?.model).toBe('claude-haiku-5-5');
    });

    it('is not settled while its turn begins before a text that was cut', () => {
      const [prompt = '', said = ''] = own;
      expect(findLastModel([tool, said].join('\n'), {isCut: true})).toBeUndefined();
      expect(findLastModel([prompt, tool, said].join('\n'), {isCut: true})?.at).toBe('1');
      expect(findLastModel([tool, said].join('\n'))?.at).toBe('1');
    });

    it('comes with what the last answer counted, whoever gave it', () => {
      const usage = {input_tokens: 9};
      const message = {model: 'claude-opus-5-5', usage};
      const counted = JSON.stringify({type: 'assistant', timestamp: '3', message});
      expect(find(...own, ...reviewed, counted)).toEqual({
        model: 'claude-haiku-5-5',
        at: '1',
        usage,
      });
    });
  });

  describe('comes with what its answer counted', () => {
    const usage = {input_tokens: 3, output_tokens: 500};
    const counted = answer('claude-opus-5-5', '1');
    const withUsage = JSON.stringify({
      type: 'assistant',
      timestamp: '1',
      message: {model: 'claude-opus-5-5', usage},
    });
    const compacted = JSON.stringify({type: 'system', subtype: 'compact_boundary'});

    it('as the client wrote it', () => {
      expect(findLastModel(withUsage)?.usage).toEqual(usage);
    });

    it.each([
      ['a compaction', [withUsage, compacted]],
      ['a /model', [withUsage, newer]],
      ['an answer that counted nothing', [withUsage, counted]],
    ])('not after %s', (_, lines) => {
      expect(findLastModel(lines.join('\n'))?.model).toBeDefined();
      expect(findLastModel(lines.join('\n'))?.usage).toBeUndefined();
    });

    it('and a prompt that speaks of a compaction is none', () => {
      const tail = [withUsage, typed('what is "compact_boundary"?')].join('\n');
      expect(findLastModel(tail)?.usage).toEqual(usage);
    });
  });
});
