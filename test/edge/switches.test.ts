import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {setOffFlag} from '../../lib/edge/switch-file.ts';
import {findOffSwitch} from '../../lib/edge/switches.ts';
import {impossibleFolder, modeOf, put, temporaryFolder} from './temporary-folder.ts';

describe('the off switch', () => {
  it('is found by its reason', () => {
    const environment = {TIERWISE_HOME: temporaryFolder()};
    expect(findOffSwitch(environment, 's1')).toBeUndefined();
    expect(findOffSwitch({...environment, TIERWISE_DISABLE: '1'}, 's1')).toContain('DISABLE');
    expect(findOffSwitch({...environment, TIERWISE_MOD_ALIVE: 's1'}, 's1')).toContain('module');
    expect(findOffSwitch({...environment, TIERWISE_MOD_ALIVE: 's2'}, 's1')).toBeUndefined();
    put(join(environment.TIERWISE_HOME, 'off'), '');
    expect(findOffSwitch(environment, 's1')).toContain('tierwise off');
  });

  it('is laid and lifted, and says whether that changed anything', () => {
    const data = join(temporaryFolder(), 'tierwise');
    const environment = {TIERWISE_HOME: data};
    expect(setOffFlag(environment, false)).toBe(false);
    expect(setOffFlag(environment, true)).toBe(true);
    expect(setOffFlag(environment, true)).toBe(false);
    expect([modeOf(data), modeOf(join(data, 'off'))]).toEqual(['700', '600']);
    expect(setOffFlag(environment, false)).toBe(true);
    expect(existsSync(join(data, 'off'))).toBe(false);
  });

  it('that cannot be laid is told', () => {
    const environment = {TIERWISE_HOME: impossibleFolder()};
    expect(() => setOffFlag(environment, true)).toThrow();
    expect(() => setOffFlag(environment, false)).toThrow();
  });
});
