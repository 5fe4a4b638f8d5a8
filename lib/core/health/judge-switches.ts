import {readOverrides} from '../mode/read-overrides.ts';
import {type Check, finding} from './finding.ts';

export interface SwitchFacts {
  /** undefined: it is on. */
  offBecause: string | undefined;
  mode: {value: string; because: string};
  environment: Readonly<Record<string, string | undefined>>;
}

const variables = ['TIERWISE_MODE', 'TIERWISE_TIER', 'TIERWISE_ENFORCE', 'TIERWISE_ECONOMICS'];

/** What was set by hand, and whether prompts are routed at all. */
export function judgeSwitches({offBecause, mode, environment}: SwitchFacts): Check {
  const {unknown} = readOverrides(environment);
  // A variable, or a file that cannot be read, has a finding of its own.
  const isQuiet =
    (mode.value === 'off' || mode.value === 'observe') && !/^TIERWISE_|broken$/.test(mode.because);
  return {
    healthy: 'prompts are routed from the next one of every session',
    findings: [
      ...(offBecause === undefined ? [] : [finding('switched-off', {because: offBecause})]),
      ...(isQuiet ? [finding('mode-set', {mode: mode.value, because: mode.because})] : []),
      ...variables.flatMap((variable) => {
        const value = environment[variable]?.trim();
        return value && !unknown.some((complaint) => complaint.startsWith(`${variable} `))
          ? [finding('override-set', {variable, value})]
          : [];
      }),
      ...unknown.map((complaint) => finding('override-unknown', {complaint})),
    ],
  };
}
