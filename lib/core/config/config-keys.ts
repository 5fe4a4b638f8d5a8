import type {Config, ProjectConfig} from './config.ts';

export interface ConfigKey {
  /** What it takes, in words. */
  expected: string;
  /** What holds when nobody says anything; a text in brackets is found out elsewhere. */
  fallback: unknown;
  /** The environment variable that wins over the files. */
  variable?: string;
  /** A map from names: `agents.reviewer` is one entry of it. */
  isMap?: true;
}

export type ConfigKeyName = Exclude<keyof Config, '$schema'>;

const oneOf = (...words: string[]) => `one of ${words.join(', ')}`;

/** The keys of config.json as a person meets them. `$schema` is the editor's and not in it. */
export const configKeys: Readonly<Record<ConfigKeyName, ConfigKey>> = {
  mode: {
    expected: oneOf('off', 'observe', 'directive', 'orchestration'),
    fallback: '(by the session)',
    variable: 'TIERWISE_MODE',
  },
  enforcement: {
    expected: oneOf('advise', 'enforce', 'strict'),
    fallback: 'enforce',
    variable: 'TIERWISE_ENFORCE',
  },
  tier: {
    expected: oneOf('haiku', 'sonnet', 'opus', 'stay', 'auto'),
    fallback: 'auto',
    variable: 'TIERWISE_TIER',
  },
  maxTier: {
    expected: oneOf('haiku', 'sonnet', 'opus'),
    fallback: "(the session's own tier)",
  },
  allowUp: {expected: 'true or false', fallback: false},
  economics: {expected: oneOf('on', 'off'), fallback: 'on', variable: 'TIERWISE_ECONOMICS'},
  bias: {expected: oneOf('quality', 'balanced', 'saver'), fallback: 'quality'},
  agents: {
    expected: 'a JSON object from agent names to haiku, sonnet or opus',
    fallback: {},
    isMap: true,
  },
  rules: {
    expected:
      'a JSON array of {"when": {"kind", "prompt", "path" or "branch"}, "tier": haiku, sonnet, opus or stay, "because"}',
    fallback: [],
  },
  prices: {
    expected:
      'a JSON object from model names to {"input", "output", "cacheRead", "cacheWrite5m", "cacheWrite1h"}, each a number of 0 or more',
    fallback: {},
    isMap: true,
  },
};

/** What a project's file may say. */
export const projectKeys: readonly Exclude<keyof ProjectConfig, '$schema'>[] = [
  'mode',
  'maxTier',
  'rules',
];

/** `agents.reviewer` -> [agents, reviewer]; a name may hold dots. undefined: no such key. */
export function readKeyPath(key: string): [ConfigKeyName, ...string[]] | undefined {
  const [, head = '', name] = /^([^.]*)(?:\.(.+))?$/s.exec(key) ?? [];
  if (!Object.hasOwn(configKeys, head)) {
    return undefined;
  }
  const known = head as ConfigKeyName;
  if (name === undefined) {
    return key.includes('.') ? undefined : [known];
  }
  return configKeys[known].isMap ? [known, name] : undefined;
}
