import {
  type Guard,
  type Guarded,
  hasShape,
  isFlag,
  isListOf,
  isMaybe,
  isOneOf,
  isRecordOf,
  isText,
} from '../guard.ts';
import {enforcements, modes} from '../mode/mode.ts';
import {kinds} from '../routing/kind.ts';
import {modelTiers, tiers} from '../tier.ts';

const isRule = hasShape({
  /**
   * Every condition given must hold. `prompt` is a phrase, found as whole words in any case; `path`
   * fits a file that the prompt names, `branch` the branch that is checked out; `*` stands for anything.
   */
  when: hasShape({
    kind: isMaybe(isOneOf(kinds)),
    prompt: isMaybe(isText),
    path: isMaybe(isText),
    branch: isMaybe(isText),
  }),
  tier: isOneOf(tiers),
  because: isMaybe(isText),
});

/** A user's own `when -> tier`. It never moves risky work down; a wish typed by hand does. */
export type Rule = Guarded<typeof isRule>;

const isAmount: Guard<number> = (value): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** USD per million tokens. */
const isPrice = hasShape({
  input: isAmount,
  output: isAmount,
  cacheRead: isAmount,
  cacheWrite5m: isAmount,
  cacheWrite1h: isAmount,
});

/** `config.json` in the data folder: the user's own settings. */
export const isConfig = hasShape({
  /** Where an editor finds the JSON Schema of this file. */
  $schema: isMaybe(isText),
  mode: isMaybe(isOneOf(modes)),
  enforcement: isMaybe(isOneOf(enforcements)),
  /** The tier of every prompt; `auto` and absent: routed. */
  tier: isMaybe(isOneOf([...tiers, 'auto'] as const)),
  /** Nothing is sent above it. Default: the session's base tier. */
  maxTier: isMaybe(isOneOf(modelTiers)),
  /** Whether an explicit wish may go above the base tier. Default: false. */
  allowUp: isMaybe(isFlag),
  economics: isMaybe(isOneOf(['on', 'off'] as const)),
  bias: isMaybe(isOneOf(['quality', 'balanced', 'saver'] as const)),
  /** Agents of the user's that tierwise may set to a tier: name -> tier. */
  agents: isMaybe(isRecordOf(isOneOf(modelTiers))),
  rules: isMaybe(isListOf(isRule)),
  /** Prices in place of the built-in ones, by a pattern of the model's name. */
  prices: isMaybe(isRecordOf(isPrice)),
});

export type Config = Guarded<typeof isConfig>;

/**
 * `.claude/tierwise.json` of a project. It comes with the repository, so it can make tierwise do
 * less (off, observe, a lower cap) and route by rules, and nothing else: other keys are ignored.
 */
export const isProjectConfig = hasShape({
  $schema: isMaybe(isText),
  mode: isMaybe(isOneOf(['off', 'observe'] as const)),
  maxTier: isMaybe(isOneOf(modelTiers)),
  rules: isMaybe(isListOf(isRule)),
});

export type ProjectConfig = Guarded<typeof isProjectConfig>;
