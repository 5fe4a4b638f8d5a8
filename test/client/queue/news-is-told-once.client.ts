import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import type {ClientVersion} from '../harness/client-version.ts';
import {installTierwise} from '../harness/install-tierwise.ts';
import {runPrint} from '../harness/run-print.ts';
import {runTui} from '../harness/run-tui.ts';
import {openNightBed} from '../night/open-night-bed.ts';

const line = 'tierwise worked while you were away: 1 done';

/** The surfaces that each client takes. */
const surfaces: [ClientVersion, string][] = [
  ['2.1.197', 'hooks'],
  ['2.1.330', 'hooks'],
  ['2.1.330', 'mod'],
];

describe.each(surfaces)('%s, %s', (version, surface) => {
  test('what a night did is said in one line, in the next session and no other', async () => {
    const bed = await openNightBed(version);
    const {sandbox} = bed;
    await installTierwise(sandbox, ['--surface', surface]);
    await bed.tierwise(['queue', 'add', 'look around', '--tier', 'haiku']);
    expect((await bed.tierwise(bed.night)).exitCode).toBe(0);
    // A print run has nobody who reads it.
    expect((await runPrint(sandbox, {prompt: 'yes'})).stdout).not.toContain('while you were away');

    const look = async () => {
      const tui = await runTui(sandbox);
      try {
        await tui.waitFor('❯');
        return await tui.waitUntilSettled(2500);
      } finally {
        await tui.stop();
      }
    };
    const first = await look();
    expect(first).toContain(line);
    expect(first.split('while you were away')).toHaveLength(2);
    // The model is not told: it is the person's.
    expect(bed.stub.messages().some(({text}) => text.includes('while you were away'))).toBe(false);
    expect(await look()).not.toContain('while you were away');
    const told = path.join(bed.data, 'queue', 'briefing-told.txt');
    expect(readFileSync(told, 'utf8')).toContain(line);
    const left = path.join(bed.data, 'queue', 'briefing.txt');
    expect(existsSync(left) ? readFileSync(left, 'utf8') : '').toBe('');
  });
});
