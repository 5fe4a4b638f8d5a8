import {assert, constantFrom, dictionary, property, record, string} from 'fast-check';
import {expect, test} from 'vitest';
import {packTable} from '../../../build/training/pack-weights.ts';
import {
  digits,
  keyOf,
  levels,
  rowLength,
  weighFeatures,
} from '../../../lib/core/routing/weigh-features.ts';

/** The three weights of each key, as levels. */
function readTable(table: string): Map<string, number[]> {
  const rows = new Map<string, number[]>();
  for (let at = 0; at < table.length; at += rowLength) {
    const row = table.slice(at, at + rowLength);
    rows.set(
      row.slice(0, -3),
      [...row.slice(-3)].map((digit) => digits.indexOf(digit)),
    );
  }
  return rows;
}

test('the chances of any features add up to 1', () => {
  assert(
    property(string(), (feature) => {
      const {small, large, session, hard} = weighFeatures([feature, 'w:run']);
      return Math.abs(small + large + session + hard - 1) < 1e-9;
    }),
  );
});

test('weights come back from the table as they went in', () => {
  const level = constantFrom(...levels);
  assert(
    property(
      dictionary(string(), record({small: level, session: level, hard: level})),
      (features) => {
        const rows = readTable(packTable({features: new Map(Object.entries(features))}));
        for (const [name, {small, session, hard}] of Object.entries(features)) {
          const row = rows.get(keyOf(name));
          const expected = [small, session, hard].map((weight) => levels.indexOf(weight));
          // Weights of zero have no row; all else has one.
          if (row === undefined) expect([small, session, hard]).toEqual([0, 0, 0]);
          else expect(row).toEqual(expected);
        }
      },
    ),
  );
});

test('a table is ASCII that a quoted string can hold', () => {
  const features = new Map(
    Array.from({length: 500}, (_, at) => [`${at}`, {small: at % 3, session: -1, hard: 0.2}]),
  );
  expect(packTable({features})).toMatch(/^[(-[\]-_a-~]+$/);
});

test('a weight goes to the nearest level, whatever its size', () => {
  const [row] = [
    ...readTable(
      packTable({features: new Map([['x', {small: 99, session: -99, hard: 0.001}]])}),
    ).values(),
  ].slice(-1);
  expect(row).toEqual([levels.length - 1, 0, (levels.length - 1) / 2]);
});

test('what follows up speaks for the conversation, a command for small work', () => {
  const talk = weighFeatures(['r:reference', 'o:goes']);
  const command = weighFeatures(['r:shell-command', 'o:runs']);
  expect(talk.session).toBeGreaterThan(command.session);
  expect(command.small).toBeGreaterThan(talk.small);
});
