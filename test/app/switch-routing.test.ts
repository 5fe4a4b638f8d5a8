import {expect, test} from 'vitest';
import {switchRouting} from '../../lib/app/switch-routing.ts';
import {impossibleFolder, temporaryFolder} from '../edge/temporary-folder.ts';

test('off and on say whether they changed anything', () => {
  const environment = {TIERWISE_HOME: temporaryFolder()};
  const off = {isOff: true, isDisabledByEnvironment: false};
  expect(switchRouting(environment, true)).toEqual({...off, hasChanged: true});
  expect(switchRouting(environment, true)).toEqual({...off, hasChanged: false});
  expect(switchRouting(environment, false)).toMatchObject({isOff: false, hasChanged: true});
});

test('TIERWISE_DISABLE is told, as it keeps tierwise off whatever the flag says', () => {
  const environment = {TIERWISE_HOME: temporaryFolder(), TIERWISE_DISABLE: '1'};
  expect(switchRouting(environment, false).isDisabledByEnvironment).toBe(true);
});

test('a folder that cannot be written is told', () => {
  expect(() => switchRouting({TIERWISE_HOME: impossibleFolder()}, true)).toThrow();
});
