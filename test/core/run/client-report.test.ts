import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {advanceReport, noReport} from '../../../lib/core/run/client-report.ts';
import {judgeAttempt} from '../../../lib/core/run/judge-attempt.ts';

const now = '2026-11-26T09:00:00.000Z';
const byItself = (exitCode: number) => ({by: 'itself', exitCode, signal: null}) as const;

const read = (...lines: object[]) =>
  lines.map((line) => JSON.stringify(line)).reduce(advanceReport, noReport);

const answer = (id: string, more: object = {}, content: object[] = []) => ({
  type: 'assistant',
  parent_tool_use_id: null,
  message: {id, model: 'claude-haiku-5-5', content, usage: {input_tokens: 100, output_tokens: 20}},
  ...more,
});

const result = (more: object = {}) => ({
  type: 'result',
  subtype: 'success',
  is_error: false,
  api_error_status: null,
  num_turns: 2,
  result: 'done',
  total_cost_usd: 0.002,
  usage: {input_tokens: 200, output_tokens: 40},
  permission_denials: [],
  ...more,
});

describe('advanceReport', () => {
  it('counts an answer once, however many lines it takes', () => {
    const report = read(answer('m1'), answer('m1'), answer('m2'));
    expect(report).toMatchObject({turns: 2, model: 'claude-haiku-5-5', tokens: {input: 200}});
  });

  it('counts tokens of a subagent, and not its model or turns', () => {
    const sub = answer('m2', {parent_tool_use_id: 'toolu_1'});
    expect(read(answer('m1'), sub)).toMatchObject({turns: 1, tokens: {input: 200}});
  });

  it('does not take a notice of the client for an answer', () => {
    const notice = {...answer('m1'), message: {model: '<synthetic>', content: []}};
    expect(read(notice)).toEqual(noReport);
  });

  test('law: no text makes it throw, and unknown lines change nothing but a count', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.json())), (lines) => {
        const report = lines.reduce(advanceReport, noReport);
        expect(report.turns).toBeGreaterThanOrEqual(0);
        expect(report.unreadable).toBeLessThanOrEqual(lines.length);
      }),
    );
  });
});

describe('judgeAttempt', () => {
  const judge = (...lines: object[]) => judgeAttempt(byItself(0), read(...lines), now);
  const failureOf = (...lines: object[]) => {
    const outcome = judge(...lines);
    return outcome.is_done ? undefined : outcome.failure;
  };

  it('is done with a result', () => {
    expect(judge(answer('m1'), result())).toEqual({is_done: true});
  });

  it.each([
    [429, 'limit-reached'],
    [529, 'overloaded'],
    [500, 'overloaded'],
    [400, 'request-refused'],
    [401, 'request-refused'],
    [404, 'request-refused'],
  ])('tells API status %i apart: %s', (status, code) => {
    const error = result({
      is_error: true,
      api_error_status: status,
      result: `API Error: ${status}`,
    });
    expect(failureOf(error)).toMatchObject({code});
  });

  it('takes a connection that never came about for an overload: it passes', () => {
    const text = 'API Error: Unable to connect to API (ECONNRESET)';
    expect(failureOf(result({is_error: true, result: text}))).toMatchObject({code: 'overloaded'});
  });

  it('reads the reset from the client’s notice, else from its words', () => {
    const text = "You've hit your 5-hour limit · resets 10:09am (UTC)";
    const limited = result({is_error: true, api_error_status: 429, result: text});
    const info = {status: 'rejected', resetsAt: 1_795_342_155, rateLimitType: 'five_hour'};
    expect(failureOf({type: 'rate_limit_event', rate_limit_info: info}, limited)).toMatchObject({
      resets_at: '2026-11-22T10:09:15.000Z',
      window: 'five_hour',
    });
    expect(failureOf(limited)).toMatchObject({resets_at: '2026-11-26T10:09:00.000Z'});
  });

  it.each(['error_max_turns', 'error_max_budget_usd'])('knows the caps: %s', (subtype) => {
    expect(failureOf(result({subtype, is_error: true}))).toMatchObject({code: 'budget-reached'});
  });

  it('minds a denial that nothing made good, and names the rule', () => {
    const denials = [{tool_name: 'Bash', tool_input: {command: 'npm test -- --watch'}}];
    expect(failureOf(result({permission_denials: denials}))).toEqual({
      code: 'permission-denied',
      tools: ['Bash(npm test:*)'],
    });
  });

  it('does not mind a denial when the same tool went through later', () => {
    const call = {type: 'tool_use', id: 't2', name: 'Bash', input: {}};
    const passed = {
      type: 'user',
      message: {content: [{type: 'tool_result', tool_use_id: 't2', content: 'ok'}]},
    };
    const denials = [{tool_name: 'Bash', tool_input: {command: 'npm test'}}];
    expect(judge(answer('m1', {}, [call]), passed, result({permission_denials: denials}))).toEqual({
      is_done: true,
    });
  });

  it('hears when the work is handed back', () => {
    const text = 'needs a larger tier: the cause is not plain\nI read two files.';
    expect(failureOf(result({result: text}))).toEqual({
      code: 'handed-back',
      reason: 'the cause is not plain',
    });
  });

  it.each([
    ['no result', byItself(1), {code: 'bad-output'}],
    ['a signal', {by: 'itself', exitCode: null, signal: 'SIGKILL'}, {code: 'killed'}],
    ['our time limit', {by: 'timeout', timeoutMs: 3000}, {code: 'timed-out', timeout_ms: 3000}],
    ['a person', {by: 'person'}, {code: 'interrupted'}],
    ['no client', {by: 'missing', lookedIn: '/bin'}, {code: 'cli-missing'}],
  ] as const)('tells %s apart', (_name, end, failure) => {
    expect(judgeAttempt(end, read(answer('m1')), now)).toMatchObject({failure});
  });

  it('keeps a result that was written before the end came', () => {
    const report = read(answer('m1'), result());
    expect(judgeAttempt({by: 'orphaned'}, report, now)).toEqual({is_done: true});
  });
});
