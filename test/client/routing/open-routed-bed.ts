import {onTestFinished} from 'vitest';
import type {ClientVersion} from '../harness/client-version.ts';
import {installTierwise} from '../harness/install-tierwise.ts';
import {type Bed, openBed} from '../harness/open-bed.ts';

/** Opens a bed for the running test, with tierwise installed for the user. */
export async function openRoutedBed(version: ClientVersion): Promise<Bed> {
  const bed = await openBed({version});
  onTestFinished(bed.close);
  await installTierwise(bed.sandbox);
  return bed;
}
