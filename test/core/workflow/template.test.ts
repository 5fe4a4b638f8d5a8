import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {fillTemplate, readField} from '../../../lib/core/workflow/fill-template.ts';
import {parseTemplate} from '../../../lib/core/workflow/template.ts';

const fill = (text: string, values: Record<string, unknown>) =>
  fillTemplate(text, ([name, ...fields]) => readField(values[name], fields));

describe('fillTemplate', () => {
  it.each([
    ['Search for {topic}.', 'Search for cats.'],
    ['{topic}{topic}', 'catscats'],
    ['{hit.title} by {hit.by.name}', 'On cats by Ann'],
    ['{list.1}', 'b'],
    ['{none}|{hit.none}', '|'],
    ['{hit.by}', '{"name":"Ann"}'],
    ['{count}', '3'],
    ['{{topic}}', '{topic}'],
    ['{{{topic}}}', '{{topic}}'],
    ['{"score": 1, "a": {"b": 2}}', '{"score": 1, "a": {"b": 2}}'],
    ['if (a) { return {topic}; }', 'if (a) { return cats; }'],
    ['{ topic } {} { {0}', '{ topic } {} { {0}'],
    ['{topic', '{topic'],
    ['{hit.__proto__}{hit.constructor}', ''],
  ])('%s', (text, filled) => {
    const hit = {title: 'On cats', by: {name: 'Ann'}};
    expect(fill(text, {topic: 'cats', count: 3, list: ['a', 'b'], none: null, hit})).toBe(filled);
  });

  it('never looks at what it put in', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, value) => {
        const safe = before.replace(/[{}]/g, '');
        expect(fill(`${safe}{a}{b}`, {a: value, b: '{a}'})).toBe(`${safe}${value}{a}`);
      }),
    );
  });

  it('leaves every brace that names nothing', () => {
    const signs = fc.string({unit: fc.constantFrom('{', '}', '"', '1', ' ', ':', '\n')});
    fc.assert(
      fc.property(signs, (text) => {
        expect(fill(text, {})).toBe(text);
      }),
    );
  });

  it('says where a value stands', () => {
    expect(parseTemplate('ab {c.d}')).toEqual([
      {kind: 'text', text: 'ab '},
      {kind: 'value', path: ['c', 'd'], at: 3},
    ]);
  });
});
