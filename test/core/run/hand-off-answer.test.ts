import {expect, it} from 'vitest';
import {readHandOffAnswer} from '../../../lib/core/run/hand-off-answer.ts';

const run_id = '20261126-174913-3f9a';
const read = (answer: unknown) => readHandOffAnswer(JSON.stringify(answer));

it.each([undefined, '', 'junk', '[]', '"text"'])('is no answer: %j', (printed) => {
  expect(readHandOffAnswer(printed)).toMatchObject({isTaken: false});
});

it.each(['cli-missing', 'breaker-open', 'run-nested', 'usage', 'unexpected'])(
  'leaves the work to the session when nothing was begun: %s',
  (code) => {
    const answer = read({run_id, status: 'failed', failure: {code}});
    expect(answer).toEqual({
      isTaken: false,
      because: `the orchestrator could not begin: ${code}`,
    });
  },
);

it('leaves it to the session when there is no run', () => {
  expect(read({failure: {code: 'odd'}})).toMatchObject({because: expect.stringContaining('odd')});
  expect(read({})).toMatchObject({because: expect.stringContaining('unknown')});
});

it('is the answer of the run', () => {
  expect(read({run_id, status: 'done', result: 'two files'})).toEqual({
    isTaken: true,
    text: 'two files',
  });
});

it.each([
  [{status: 'open'}, 'in the background'],
  [{status: 'parked', failure: {code: 'limit-reached', resets_at: 'T'}}, 'waits until T'],
  [{status: 'parked', failure: {code: 'limit-reached'}}, 'waits (limit-reached)'],
  [{status: 'failed', failure: {code: 'timed-out'}}, 'did not succeed (timed-out)'],
])('says what became of it: %j', (answer, text) => {
  const said = read({run_id, ...answer});
  expect(said).toMatchObject({isTaken: true, text: expect.stringContaining(text)});
  expect(said).toMatchObject({text: expect.stringContaining(run_id)});
});
