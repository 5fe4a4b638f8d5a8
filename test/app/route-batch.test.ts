import {expect, test} from 'vitest';
import {routeBatchLine} from '../../lib/app/route-batch.ts';
import {small} from './make-world.ts';

test('a line is answered with its id and its route', () => {
  expect(routeBatchLine(JSON.stringify({id: 7, prompt: small}), 'quality')).toMatchObject({
    id: 7,
    tier: 'haiku',
    risk: false,
  });
  expect(routeBatchLine(JSON.stringify({prompt: small}), 'quality').id).toBeNull();
});

test('the same line has the same answer', () => {
  const line = JSON.stringify({id: 'a', prompt: small});
  expect(routeBatchLine(line, 'saver')).toEqual(routeBatchLine(line, 'saver'));
});

test.each(['', '{', '5', '[]', 'null', '{"id":"a"}', '{"id":"a","prompt":5}'])(
  'a bad line %j is answered, too',
  (line) => {
    const row = routeBatchLine(line, 'quality');
    expect(row).toMatchObject({tier: 'stay', confidence: 0, error: 'bad-line'});
    expect(row.id).toBe(line.includes('"a"') ? 'a' : null);
  },
);
