import fc from 'fast-check';
import {describe, expect, it, test} from 'vitest';
import {decide} from '../../../lib/core/decision/decide.ts';
import {corrections} from '../../../lib/core/feedback/correction.ts';
import {findHold} from '../../../lib/core/feedback/find-hold.ts';
import {findSwitch} from '../../../lib/core/feedback/find-switch.ts';
import {forgetFailures} from '../../../lib/core/feedback/forget-failures.ts';
import {holdMove} from '../../../lib/core/feedback/hold-move.ts';
import {learnFrom} from '../../../lib/core/feedback/learn-from.ts';
import {noteTurn} from '../../../lib/core/feedback/note-turn.ts';
import {
  isWorkMemory,
  noWork,
  type TurnTrace,
  type WorkMemory,
} from '../../../lib/core/feedback/work-memory.ts';
import {isBelow, modelTiers, tiers} from '../../../lib/core/tier.ts';

const moved: TurnTrace = {prompt: 'p', tier: 'haiku', base: 'opus', kind: 'run', at: 1000};
const stayed: TurnTrace = {...moved, tier: 'stay'};
const followUp: TurnTrace = {...stayed, kind: 'follow-up'};

function memoryOf(...turns: TurnTrace[]): WorkMemory {
  return turns.reduce(noteTurn, noWork);
}

const haikuRun = {tier: 'haiku', kind: 'run'} as const;

describe('after a moved turn', () => {
  it.each(['taken-back', 'wrong', 'redo'] as const)('%s ends the moves', (by) => {
    const memory = learnFrom(memoryOf(moved), by);
    expect(findHold(memory, {tier: 'sonnet', kind: 'fix'})).toContain('/tier auto');
  });

  it.each(['still-failing', 'larger-tier', 'larger-model'] as const)(
    '%s ends those of the same kind to that tier',
    (by) => {
      const memory = learnFrom(memoryOf(moved), by);
      expect(findHold(memory, haikuRun)).toContain('(run) failed on haiku');
      expect(findHold(memory, {...haikuRun, tier: 'sonnet'})).toBeUndefined();
      expect(findHold(memory, {...haikuRun, kind: 'docs'})).toBeUndefined();
    },
  );

  it('an objection ends nothing', () => {
    expect(learnFrom(memoryOf(moved), 'objection')).toEqual(memoryOf(moved));
  });

  it('follow-ups go on with its work, other work does not', () => {
    expect(learnFrom(memoryOf(moved, followUp), 'still-failing').failures).toEqual([haikuRun]);
    expect(learnFrom(memoryOf(moved, stayed), 'still-failing').failures).toBeUndefined();
    // What was taken back is what the follow-up did, and that ran on the base.
    expect(learnFrom(memoryOf(moved, followUp), 'wrong').isStopped).toBe(false);
  });

  it('the second failure is enough for all kinds of work, and for smaller tiers', () => {
    const sonnet = {...moved, tier: 'sonnet', kind: 'fix'} as const;
    const once = learnFrom(memoryOf(sonnet), 'still-failing');
    expect(findHold(once, {tier: 'haiku', kind: 'fix'})).toContain('failed on sonnet');
    const twice = learnFrom(noteTurn(once, {...sonnet, kind: 'docs'}), 'still-failing');
    expect(findHold(twice, {tier: 'haiku', kind: 'git'})).toContain('2 times');
    expect(learnFrom(twice, 'still-failing')).toEqual(twice);
  });
});

it('a turn that stayed teaches nothing', () => {
  for (const by of corrections) {
    expect(learnFrom(memoryOf(stayed), by)).toEqual(memoryOf(stayed));
  }
});

it('a tier whose requests failed is left alone', () => {
  const memory = {...noWork, failed: ['haiku' as const]};
  expect(findHold(memory, haikuRun)).toContain('a request on haiku failed');
  expect(findHold(memory, {...haikuRun, tier: 'sonnet'})).toBeUndefined();
});

describe('a /model after the last turn', () => {
  const model = (name: string, at = 2000) =>
    ({model: name, at: new Date(at).toISOString(), isSwitch: true}) as const;

  it.each([
    ['to the base, after a move', model('Opus 5.5'), moved, 'larger-model'],
    ['below the base, after a move', model('sonnet'), moved, undefined],
    ['above the base', model('opus'), {...stayed, base: 'sonnet'}, 'larger-model'],
    ['to what it is', model('opus'), stayed, undefined],
    ['before the last turn', model('opus', 500), moved, undefined],
    ['to a name that tells nothing', model('my-model'), moved, undefined],
    ['that was an answer', {model: 'opus', at: model('x').at}, moved, undefined],
    ['that nobody told of', undefined, moved, undefined],
  ] as const)('%s', (_name, last, turn, expected) => {
    expect(findSwitch(last, turn)).toBe(expected);
  });
});

describe('laws', () => {
  const trace = fc.record({
    prompt: fc.constant('p'),
    tier: fc.constantFrom(...tiers),
    base: fc.constant('opus' as const),
    kind: fc.constantFrom('run', 'fix', 'docs', 'follow-up', 'chat'),
    at: fc.nat(),
  });
  const step = fc.record({turn: trace, by: fc.option(fc.constantFrom(...corrections))});
  const anyMemory = fc
    .array(step, {maxLength: 12})
    .map((steps) =>
      steps.reduce<WorkMemory>(
        (memory, {turn, by}) =>
          by === null ? noteTurn(memory, turn) : learnFrom(noteTurn(memory, turn), by),
        noWork,
      ),
    );
  const kind = fc.constantFrom('run', 'fix', 'docs', 'git');

  test('it is read back as it was written', () => {
    fc.assert(
      fc.property(anyMemory, (memory) => {
        const read: unknown = JSON.parse(JSON.stringify(memory));
        expect(isWorkMemory(read) && findHold(read, haikuRun)).toBe(findHold(memory, haikuRun));
      }),
    );
  });

  test('learning holds ever more, and forgetting holds nothing', () => {
    fc.assert(
      fc.property(
        anyMemory,
        trace,
        fc.constantFrom(...corrections),
        kind,
        (memory, turn, by, work) => {
          for (const tier of modelTiers) {
            const held = findHold(memory, {tier, kind: work});
            const learned = learnFrom(noteTurn(memory, turn), by);
            expect(held === undefined || findHold(learned, {tier, kind: work})).not.toBe(undefined);
            expect(findHold(forgetFailures(learned), {tier, kind: work})).toBeUndefined();
          }
        },
      ),
    );
  });

  test('what is held for a tier is held for the smaller ones', () => {
    fc.assert(
      fc.property(anyMemory, kind, (memory, work) => {
        for (const tier of modelTiers) {
          const smaller = modelTiers.filter((each) => isBelow(each, tier));
          if (findHold(memory, {tier, kind: work}) !== undefined) {
            expect(smaller.map((each) => findHold(memory, {tier: each, kind: work}))).not.toContain(
              undefined,
            );
          }
        }
      }),
    );
  });

  test('a wish by hand is never held, and what is held stays and says why', () => {
    fc.assert(
      fc.property(anyMemory, fc.constantFrom('', '~haiku '), (memory, wish) => {
        const decision = decide({
          prompt: `${wish}run the tests and show me the failures`,
          baseModel: 'opus',
          environmentTier: undefined,
          sessionTier: undefined,
          isPlanMode: false,
          config: {},
          project: {},
        });
        const held = holdMove(decision, memory);
        const because = findHold(memory, {tier: 'haiku', kind: decision.route.kind});
        if (wish !== '' || because === undefined) {
          expect(held).toEqual(decision);
        } else {
          expect(held).toMatchObject({tier: 'stay'});
          expect(held.reasons.at(-1)).toBe(because);
        }
      }),
    );
  });
});
