import fc from 'fast-check';
import {expect, test} from 'vitest';
import {fitsWildcard} from '../../../lib/core/decision/fits-wildcard.ts';

test.each([
  ['docs/a.md', 'docs/*', true],
  ['docs/a.md', '*.md', true],
  ['docs/a.md', 'd*a*md', true],
  ['docs/a.md', 'docs/a.md', true],
  ['Docs/A.md', 'docs/a.MD', true],
  ['docs/a.md', 'docs', false],
  ['ab', 'ab*b', false],
  ['abb', 'ab*b', true],
  ['', '*', true],
  ['a', '', false],
])('%s fits %s: %s', (text, pattern, fits) => {
  expect(fitsWildcard(text, pattern)).toBe(fits);
});

test('agrees with an expression that says the same', () => {
  const letters = fc.string({unit: fc.constantFrom('a', 'b', '/'), maxLength: 12});
  const patterns = fc.string({unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 6});
  fc.assert(
    fc.property(letters, patterns, (text, pattern) => {
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
      return fitsWildcard(text, pattern) === expression.test(text);
    }),
  );
});
