// A hook is a process per prompt: each byte and each heavy module is paid before the model starts.
const kB = 1000;

/** Most bytes that a bundle may have. */
export const budgets = {
  // Of these about 81 kB are words, rules and weights of the routing: see docs/decisions.md.
  'user-prompt-submit': 116 * kB,
  'hybrid-selector': 116 * kB,
  'pre-tool-agent': 24 * kB,
  'post-tool-metrics': 24 * kB,
  'session-start': 24 * kB,
  'status-line': 24 * kB,
  'weigh-delegation': 8 * kB,
  'hold-move': 8 * kB,
  'hand-off': 8 * kB,
  'hold-turn': 8 * kB,
  'learn-from-prompt': 16 * kB,
  'learn-from-tier': 8 * kB,
  tierwise: 1100 * kB,
};

/** It starts the user's own status line, and is on no prompt's path. */
const mayStartProcesses = ['status-line'];

const forbiddenInHooks =
  /node_modules|node:crypto|\bcrypto\b|child_process|node:https?\b|node:net\b/;

/** What is wrong with a bundle, as lines to print: [] when nothing is. */
export function checkBundle(name, metafile) {
  const [output] = Object.values(metafile.outputs);
  const budget = budgets[name];
  const problems = [];
  if (budget === undefined) {
    problems.push(`${name}: no byte budget. Add one to build/check-bundle.mjs.`);
  } else if (output.bytes > budget) {
    problems.push(`${name}: ${output.bytes} bytes, the budget is ${budget}.`);
  }
  if (name !== 'tierwise') {
    const heavy = [...Object.keys(metafile.inputs), ...output.imports.map((each) => each.path)];
    const isAllowed = (path) => mayStartProcesses.includes(name) && path.includes('child_process');
    for (const path of heavy.filter((each) => forbiddenInHooks.test(each) && !isAllowed(each))) {
      problems.push(`${name}: ${path} does not belong on the path of a prompt.`);
    }
  }
  return problems;
}
