import {expect, it} from 'vitest';
import {offVerb, onVerb} from '../../../lib/cli/verbs/switches.ts';
import {temporaryFolder} from '../../edge/temporary-folder.ts';
import {call} from '../call.ts';

it('off and on say what they did, and that it was so already', async () => {
  const home = temporaryFolder();
  const say = async (verb: string, environment: Record<string, string> = {}) =>
    (await call([offVerb(), onVerb()], [verb], {home, environment})).stdout;
  expect(await say('on')).toMatch(/^tierwise is already on/);
  expect(await say('off')).toMatch(/^tierwise is off:/);
  expect(await say('off')).toMatch(/^tierwise is already off:/);
  expect(await say('on', {TIERWISE_DISABLE: '1'})).toMatch(/TIERWISE_DISABLE is set here/);
  expect(await say('on')).toMatch(/^tierwise is already on/);
});
