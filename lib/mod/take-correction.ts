import type {Correction} from '../core/feedback/correction.ts';
import {findCorrection} from '../core/feedback/find-correction.ts';
import {isLarger} from '../core/feedback/is-larger.ts';
import {isLargerModel} from '../core/feedback/is-larger-model.ts';
import type {TurnTrace} from '../core/feedback/work-memory.ts';
import type {Tier} from '../core/tier.ts';
import type {Engine} from './engine.ts';
import {addEvidence, writeEvidence} from './keep-evidence.ts';
import {current, happened} from './live.ts';
import {dataFolder, readEnvironment} from './read-environment.ts';
import {saveMemory} from './recall-session.ts';

/** Whether a prompt takes back the turn before it, or the running one that it was typed into. */
export async function takeCorrection(
  $: Engine,
  prompt: {typed: string; kind: string; isActive: boolean},
): Promise<boolean> {
  const {last} = current().memory;
  const by = last && findCorrection(prompt.typed, {kind: prompt.kind, last});
  if (last === undefined || by === undefined) {
    return false;
  }
  await recordCorrection($, last.prompt, by);
  if (prompt.isActive) {
    await learn($, by);
  }
  return true;
}

/** A larger `/tier` right after a turn. */
export async function takeTier($: Engine, tier: Tier | 'auto'): Promise<void> {
  const {last} = current().memory;
  if (last !== undefined && tier !== 'auto' && isLarger(tier, last)) {
    await correct($, last, 'larger-tier');
  }
}

/** A larger model that the person chose right after a turn. */
export async function takeSwitch($: Engine, model: string): Promise<void> {
  const {last} = current().memory;
  if (last !== undefined && isLargerModel(model, last)) {
    await correct($, last, 'larger-model');
    await writeEvidence($);
  }
}

/** The line is about the turn that was corrected, so it carries that turn's prompt. */
export async function recordCorrection(
  $: Engine,
  prompt: string | null | undefined,
  by: Correction,
): Promise<void> {
  const data = dataFolder(await readEnvironment($));
  await addEvidence($, {data, prompt: prompt ?? null}, {event: 'correction', by});
}

async function correct($: Engine, last: TurnTrace, by: Correction): Promise<void> {
  await recordCorrection($, last.prompt, by);
  await learn($, by);
}

async function learn($: Engine, by: Correction): Promise<void> {
  happened({type: 'corrected', by});
  await saveMemory($);
}
