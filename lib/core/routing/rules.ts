import {buildRules} from './build-rules.ts';
import {commandRules, shellRules} from './command-rules.ts';
import {editRules} from './edit-rules.ts';
import {followUpRules} from './follow-up-rules.ts';
import {questionRules} from './question-rules.ts';
import type {Rule} from './rule.ts';

/** All rules; the first that applies names the kind of work. */
export const rules: readonly Rule[] = [
  ...shellRules,
  ...followUpRules,
  ...commandRules,
  ...editRules,
  ...questionRules,
  ...buildRules,
];
