import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {readTurn, type TurnEvent, turnEvents} from '../../../lib/core/enforcement/turn.ts';

const decided =
  '{"event":"decided","tier":"haiku","enforcement":"strict","maxTier":"opus","by":"/i"}';
const decision = JSON.parse(decided);
const line = (event: TurnEvent) => `{"event":"${event}"}\n`;

describe('a turn', () => {
  it('that was just decided', () => {
    expect(readTurn(`${decided}\n`)).toEqual({
      decision,
      denials: 0,
      hasDelegated: false,
      wasHandedBack: false,
      hasFailed: false,
      isGateOpen: false,
      isHeld: false,
      hasEnded: false,
    });
  });

  it('is the fold over its lines', () => {
    const text = [decided, '\n', ...turnEvents.map(line), line('denied')].join('');
    expect(readTurn(text)).toEqual({
      decision,
      denials: 2,
      hasDelegated: true,
      wasHandedBack: true,
      hasFailed: false,
      isGateOpen: true,
      isHeld: true,
      hasEnded: true,
    });
  });

  it.each([
    ['ended, and no agent came back', ['delegated', 'ended'], true],
    ['one agent of two came back', ['delegated', 'delegated', 'returned', 'ended'], false],
    ['it was interrupted', ['delegated'], false],
    ['nothing was delegated', ['ended'], false],
  ] as [string, TurnEvent[], boolean][])('%s: failed or not', (_name, events, hasFailed) => {
    expect(readTurn(`${decided}\n${events.map(line).join('')}`)).toMatchObject({hasFailed});
  });

  it('passes over torn and foreign lines', () => {
    const text = `${decided}\n{"event":"den\n\n5\nnull\n[]\n{"event":"other"}\n${line('denied')}{"ev`;
    expect(readTurn(text)).toMatchObject({denials: 1, hasDelegated: false});
  });

  it.each([
    ['empty', ''],
    ['a new line', '\n'],
    ['torn', decided.slice(0, -1)],
    ['foreign', '{"hello":1}\n'],
    ['without a decision', line('denied')],
    ['with the decision second', `${line('denied')}${decided}\n`],
    ['of an unknown tier', decided.replace('haiku', 'fable')],
    ['of an unknown enforcement', decided.replace('strict', 'shout')],
    ['without an install', decided.replace(',"by":"/i"', '')],
    ['without a cap', decided.replace(',"maxTier":"opus"', '')],
  ])('whose file is %s is none', (_name, text) => {
    expect(readTurn(text)).toBeUndefined();
  });

  it('counts denials in any order of its events', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...turnEvents)), (events) => {
        const turn = readTurn(`${decided}\n${events.map(line).join('')}`);
        expect(turn?.denials).toBe(events.filter((event) => event === 'denied').length);
        expect(turn?.hasDelegated).toBe(events.includes('delegated'));
      }),
    );
  });
});
