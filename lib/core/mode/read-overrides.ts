import {type Tier, tiers} from '../tier.ts';
import type {Enforcement, Mode} from './mode.ts';
import {enforcements, modes} from './mode.ts';

export interface Overrides {
  mode: Mode | undefined;
  tier: Tier | undefined;
  enforcement: Enforcement | undefined;
  economics: 'on' | 'off' | undefined;
  /** Variables with a value that means nothing: said in the log, and otherwise ignored. */
  unknown: string[];
}

/** The override variables of an environment. */
export function readOverrides(
  environment: Readonly<Record<string, string | undefined>>,
): Overrides {
  const unknown: string[] = [];
  const read = <Value extends string>(name: string, values: readonly Value[]) => {
    const word = environment[name]?.trim().toLowerCase();
    if (word === undefined || word === '') {
      return undefined;
    }
    const value = values.find((each) => each === word);
    if (value === undefined) {
      unknown.push(`${name} is none of ${values.join(', ')}`);
    }
    return value;
  };
  return {
    mode: read('TIERWISE_MODE', modes),
    tier: read('TIERWISE_TIER', tiers),
    enforcement: read('TIERWISE_ENFORCE', enforcements),
    economics: read('TIERWISE_ECONOMICS', ['on', 'off']),
    unknown,
  };
}

const signalNames = ['CLAUDE_BATCH_MODE', 'CLAUDE_OVERNIGHT', 'BATCH_MODE', 'API_REQUEST'];

/** The names of the variables that ask for orchestration. */
export function readSignals(environment: Readonly<Record<string, string | undefined>>): string[] {
  return signalNames.filter((name) => ['1', 'true'].includes(environment[name] ?? ''));
}
