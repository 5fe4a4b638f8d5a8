import {assert, double, property, string} from 'fast-check';
import {expect, test} from 'vitest';
import {
  encodeWeight,
  hashFeature,
  weighFeatures,
} from '../../../lib/core/routing/weigh-features.ts';

test('the chances of any features add up to 1', () => {
  assert(
    property(string(), (feature) => {
      const {small, large, session} = weighFeatures([feature, 'w:run']);
      return Math.abs(small + large + session - 1) < 1e-9;
    }),
  );
});

test('a hash is three characters that a quoted string can hold', () => {
  assert(property(string(), (feature) => /^[(-[\]-_a-~]{3}$/.test(hashFeature(feature))));
});

test('a weight is one character, whatever its size', () => {
  assert(property(double({noNaN: true}), (weight) => encodeWeight(weight).length === 1));
  expect(encodeWeight(-100) < encodeWeight(0) && encodeWeight(0) < encodeWeight(100)).toBe(true);
});

test('what follows up speaks for the conversation, a command for small work', () => {
  const talk = weighFeatures(['r:reference', 'o:goes']);
  const command = weighFeatures(['r:shell-command', 'o:runs']);
  expect(talk.session).toBeGreaterThan(command.session);
  expect(command.small).toBeGreaterThan(talk.small);
});
