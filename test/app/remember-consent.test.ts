import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeEach, describe, expect, it} from 'vitest';
import {rememberConsent} from '../../lib/app/remember-consent.ts';
import {switchRouting} from '../../lib/app/switch-routing.ts';
import {findOffSwitch} from '../../lib/edge/switches.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';

let file: string;
let environment: Record<string, string>;
const read = () => readFileSync(file, 'utf8');

beforeEach(() => {
  const data = join(temporaryFolder(), 'data');
  environment = {TIERWISE_HOME: data};
  file = join(data, 'config.json');
});

describe('rememberConsent', () => {
  it('observe is written down; on takes an earlier observe or off back', async () => {
    await rememberConsent(environment, 'observe');
    expect(JSON.parse(read())).toEqual({mode: 'observe'});
    await rememberConsent(environment, 'on');
    expect(JSON.parse(read())).toEqual({});
  });

  it('either takes `tierwise off` back', async () => {
    for (const consent of ['on', 'observe'] as const) {
      switchRouting(environment, true);
      await rememberConsent(environment, consent);
      expect(findOffSwitch(environment, 's')).toBeUndefined();
    }
  });

  it('on leaves everything else as it is', async () => {
    put(file, '{"mode": "directive"}');
    expect(await rememberConsent(environment, 'on')).toEqual({ok: true, value: undefined});
    expect(read()).toBe('{"mode": "directive"}');
  });
});
