import {describe, expect, test} from 'vitest';
import {explainDecision} from '../../lib/app/explain-decision.ts';
import {decision} from '../core/metrics/sample-events.ts';
import {canary, openEvidenceBed} from './evidence-bed.ts';

function bedWithTurns(...prompts: string[]) {
  const bed = openEvidenceBed();
  for (const [hour, prompt] of prompts.entries()) {
    bed.turn({
      prompt,
      at: `2026-11-${20 + hour}T10:00:00.000Z`,
      agents: [{type: 'tierwise-haiku', model: 'claude-haiku-5-5'}],
    });
  }
  return bed;
}

describe('a prompt is found', () => {
  const bed = () => bedWithTurns('aa11', 'ab22', 'ab223');

  test.each([
    ['aa11', 'aa11'],
    ['aa', 'aa11'],
    ['AA1', 'aa11'],
    ['ab22', 'ab22'],
    ['last', 'ab223'],
  ])('by "%s"', (id, prompt) => {
    expect(explainDecision(id, bed().environment)).toMatchObject({
      found: 'turn',
      turn: {
        turn: {prompt},
        judgement: {standing: 'followed'},
        ran: {use: {isOver: prompt !== 'ab223'}},
      },
    });
  });

  test('or several are', () => {
    expect(explainDecision('ab', bed().environment)).toEqual({
      found: 'several',
      id: 'ab',
      prompts: ['ab22', 'ab223'],
      count: 2,
    });
  });

  test('or none is, and the newest is named', () => {
    expect(explainDecision('ff', bed().environment)).toEqual({
      found: 'no-such-prompt',
      id: 'ff',
      latest: 'ab223',
    });
  });

  test('without a word of it', () => {
    expect(JSON.stringify(explainDecision('aa11', bed().environment))).not.toContain(canary);
  });
});

test('the last of a day is found by its time, whichever session wrote it', () => {
  const bed = openEvidenceBed();
  const decided = (session: string, prompt: string, hour: string) =>
    bed.write(
      JSON.stringify({...decision, session, prompt, at: `2026-11-22T${hour}:00:00.000Z`}),
      `2026-11-22.mod-${session}`,
    );
  decided('ffff', 'b1', '08');
  decided('aaaa', 'a1', '18');
  expect(explainDecision('zz', bed.environment)).toMatchObject({latest: 'a1'});
});

test('nothing decided yet', () => {
  const bed = openEvidenceBed();
  expect(explainDecision('last', bed.environment)).toMatchObject({found: 'nothing-yet'});
  bed.write('{"v":1,"torn');
  expect(explainDecision('last', bed.environment)).toMatchObject({found: 'nothing-yet'});
});

test('a beginning that very many share names a few of them', () => {
  const bed = openEvidenceBed();
  for (let n = 0; n < 30; n += 1) bed.turn({prompt: `a${n}`});
  const explanation = explainDecision('a', bed.environment);
  expect(explanation).toMatchObject({found: 'several', count: 30});
  expect(explanation.found === 'several' && explanation.prompts).toHaveLength(5);
});
