import {expect, test} from 'vitest';
import {buildRules} from '../../../lib/core/routing/build-rules.ts';
import {commandRules, shellRules} from '../../../lib/core/routing/command-rules.ts';
import {editRules} from '../../../lib/core/routing/edit-rules.ts';
import {followUpRules} from '../../../lib/core/routing/follow-up-rules.ts';
import {kinds} from '../../../lib/core/routing/kind.ts';
import {questionRules} from '../../../lib/core/routing/question-rules.ts';
import {readPrompt} from '../../../lib/core/routing/read-prompt.ts';
import type {Rule} from '../../../lib/core/routing/rule.ts';

const lists = {shellRules, followUpRules, commandRules, editRules, questionRules, buildRules};
const all: readonly Rule[] = Object.values(lists).flat();

test('every rule has a name of its own, a known kind and a confidence', () => {
  expect(new Set(all.map((rule) => rule.name)).size).toBe(all.length);
  for (const rule of all) {
    expect(kinds).toContain(rule.kind);
    expect(rule.confidence).toBeGreaterThan(0);
    expect(rule.confidence).toBeLessThanOrEqual(1);
  }
});

test.each([
  ['shellRules', 'shell-command', 'npm run lint'],
  ['shellRules', 'tool-command', 'foo status --all'],
  ['followUpRules', 'courtesy', 'ok thanks'],
  ['followUpRules', 'goes-on', 'keep going'],
  ['followUpRules', 'reference', 'take option b'],
  ['followUpRules', 'remark', 'it looks fine to me'],
  ['commandRules', 'run-tests', 'run the unit tests'],
  ['commandRules', 'git-step', 'commit and push'],
  ['commandRules', 'open-screen', 'open the page in the browser'],
  ['editRules', 'set-value', 'set the width to 20px'],
  ['editRules', 'look-edit', 'make the title bold'],
  ['editRules', 'remove-part', 'remove the banner'],
  ['questionRules', 'how-to', 'how do i squash commits?'],
  ['questionRules', 'concept', 'what is a monad?'],
  ['questionRules', 'mechanism', 'how does the retry queue work'],
  ['buildRules', 'hard', 'there is a deadlock problem in the pool'],
  ['buildRules', 'tests', 'write tests for the cart total'],
  ['buildRules', 'create-named', 'create a chart of monthly sales'],
] as const)('%s: %s takes "%s"', (list, name, prompt) => {
  const reading = readPrompt(prompt);
  expect((lists[list] as readonly Rule[]).find((rule) => rule.applies(reading))?.name).toBe(name);
});
