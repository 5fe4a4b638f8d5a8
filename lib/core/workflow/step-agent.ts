import type {ModelTier} from '../tier.ts';
import type {StepAgent} from './workflow.ts';

/** An agent of the user or the project, and the tier that its file names; null: none we know. */
export type UserAgents = ReadonlyMap<string, ModelTier | null>;

/** Names that every workflow may use; the first three are the general ones of the documentation. */
const builtIn: ReadonlyMap<string, StepAgent> = new Map<string, StepAgent>([
  ['haiku-general', {kind: 'tier', tier: 'haiku'}],
  ['sonnet-general', {kind: 'tier', tier: 'sonnet'}],
  ['opus-general', {kind: 'tier', tier: 'opus'}],
  ['tierwise-haiku', {kind: 'tier', tier: 'haiku'}],
  ['tierwise-sonnet', {kind: 'tier', tier: 'sonnet'}],
  ['tierwise-opus', {kind: 'tier', tier: 'opus'}],
  ['auto', {kind: 'auto'}],
]);

/** Who a name stands for, or undefined when nobody has it. */
export function findStepAgent(name: string, userAgents: UserAgents): StepAgent | undefined {
  const own = userAgents.get(name);
  return builtIn.get(name) ?? (own === undefined ? undefined : {kind: 'user', name, tier: own});
}

export function listAgentNames(userAgents: UserAgents): string[] {
  return [...builtIn.keys(), ...userAgents.keys()];
}
