import {join} from 'node:path';
import {expect, test} from 'vitest';
import {explainRoute} from '../../lib/app/explain-route.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';
import {small} from './make-world.ts';

test('the decision is the one that the prompt would get here', () => {
  const home = temporaryFolder();
  const environment = {HOME: home};
  expect(explainRoute(small, environment, home)).toMatchObject({tier: 'haiku', base: 'opus'});
  expect(explainRoute(small, environment, home, {base: 'haiku'}).tier).toBe('stay');
  expect(explainRoute(small, {...environment, TIERWISE_TIER: 'sonnet'}, home).tier).toBe('sonnet');
  put(
    join(home, '.claude', 'tierwise.json'),
    '{"rules":[{"when":{"prompt":"tests"},"tier":"stay"}]}',
  );
  expect(explainRoute(small, environment, home).tier).toBe('stay');
});

test('the bias of the call counts before that of config.json', () => {
  const home = temporaryFolder();
  put(join(home, '.claude', 'tierwise', 'config.json'), '{"maxTier":"haiku","bias":"saver"}');
  expect(explainRoute(small, {HOME: home}, home, {bias: 'quality'}).maxTier).toBe('haiku');
});
