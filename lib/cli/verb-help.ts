/** A heading of `tierwise --help`, in the order of the page. */
const groups = {
  start: 'Start here:',
  work: 'Let it work:',
  look: 'Look closer:',
  change: 'Set up and change:',
};

interface VerbHelp {
  group: keyof typeof groups;
  /** Calls that work as they stand. */
  examples: readonly string[];
}

/** Every verb in the order of the help: six to begin with, then the rest. */
const verbs: Readonly<Record<string, VerbHelp>> = {
  install: {
    group: 'start',
    examples: [
      'tierwise install',
      'tierwise install --dry-run',
      'tierwise install --surface hooks',
      'tierwise install --status-line',
    ],
  },
  status: {group: 'start', examples: ['tierwise status']},
  report: {group: 'start', examples: ['tierwise report', 'tierwise report --quality']},
  why: {group: 'start', examples: ['tierwise why last']},
  off: {group: 'start', examples: ['tierwise off']},
  on: {group: 'start', examples: ['tierwise on']},
  run: {
    group: 'work',
    examples: [
      'tierwise run "run the tests and show me the failures"',
      'tierwise run --ladder haiku,sonnet --verify "npm test" "mend the failing test"',
    ],
  },
  runs: {group: 'work', examples: ['tierwise runs list', 'tierwise runs resume']},
  workflow: {
    group: 'work',
    examples: ['tierwise workflow plan ./research.yaml', 'tierwise workflow run ./research.yaml'],
  },
  breaker: {group: 'work', examples: ['tierwise breaker status', 'tierwise breaker reset haiku']},
  preview: {group: 'look', examples: ['tierwise preview', 'tierwise preview --last 20']},
  route: {
    group: 'look',
    examples: [
      'tierwise route "run the tests and show me the failures"',
      'tierwise route --explain "rename the variable x to count"',
    ],
  },
  compliance: {group: 'look', examples: ['tierwise compliance']},
  doctor: {group: 'look', examples: ['tierwise doctor', 'tierwise doctor --json']},
  queue: {
    group: 'work',
    examples: [
      'tierwise queue add "write tests for the parser" --verify "npm test"',
      'tierwise queue list',
    ],
  },
  night: {group: 'work', examples: ['tierwise night', 'tierwise night --until 06:00 --max-usd 10']},
  briefing: {group: 'work', examples: ['tierwise briefing', 'tierwise briefing --since 7d']},
  quota: {group: 'work', examples: ['tierwise quota']},
  config: {
    group: 'change',
    examples: ['tierwise config list', 'tierwise config set maxTier sonnet'],
  },
  context: {group: 'look', examples: ['tierwise context', 'tierwise context BRANCH']},
  state: {group: 'change', examples: ['tierwise state show', 'tierwise state prune --dry-run']},
  trust: {group: 'change', examples: ['tierwise trust add', 'tierwise trust list']},
  uninstall: {group: 'change', examples: ['tierwise uninstall']},
};

/** Calls of an action of a verb. */
const actionExamples: Readonly<Record<string, readonly string[]>> = {
  'state show': ['tierwise state show', 'tierwise state show --json'],
  'state merge': ['tierwise state merge 1f0c8a52 77d0b3e1'],
  'state prune': ['tierwise state prune --dry-run', 'tierwise state prune --older-than 7d'],
  'state restore': ['tierwise state restore 1f0c8a52'],
  'workflow run': [
    'tierwise workflow run ./research.yaml --input topic=cats',
    'tierwise workflow run research --input topic=cats --json',
  ],
  'workflow resume': ['tierwise workflow resume', 'tierwise workflow resume --accept-changes'],
  'workflow retry': ['tierwise workflow retry 20261126-174913-3f9a --from write'],
  'workflow status': ['tierwise workflow status'],
  'workflow logs': ['tierwise workflow logs --step write'],
  'workflow list': ['tierwise workflow list'],
  'workflow validate': ['tierwise workflow validate ./research.yaml'],
  'workflow plan': [
    'tierwise workflow plan ./research.yaml',
    'tierwise workflow plan --json research',
  ],
  'workflow graph': ['tierwise workflow graph ./research.yaml --format mermaid'],
  'queue add': [
    'tierwise queue add "write tests for the parser"',
    'tierwise queue add "fix the lint errors" --verify "npm run lint" --priority 5',
  ],
  'queue list': ['tierwise queue list'],
  'queue show': ['tierwise queue show k7f3m2'],
  'queue edit': ['tierwise queue edit k7f3m2 --priority 5'],
  'queue cancel': ['tierwise queue cancel k7f3m2'],
  'queue retry': ['tierwise queue retry k7f3m2'],
  'queue pause': ['tierwise queue pause', 'tierwise queue pause k7f3m2'],
  'queue resume': ['tierwise queue resume'],
  'queue clean': ['tierwise queue clean --before 7d'],
  'queue import': ['tierwise queue import jobs.json'],
  'night install': ['tierwise night install', 'tierwise night install --window 23:00-07:00'],
  'night uninstall': ['tierwise night uninstall'],
  'night status': ['tierwise night status'],
  'trust add': ['tierwise trust add'],
  'trust list': ['tierwise trust list'],
  'trust remove': ['tierwise trust remove'],
  'trust check': ['tierwise trust check'],
  'config list': ['tierwise config list'],
  'config get': ['tierwise config get mode'],
  'config set': ['tierwise config set mode observe', 'tierwise config set agents.reviewer opus'],
  'config unset': ['tierwise config unset mode'],
  'runs list': ['tierwise runs list'],
  'runs show': ['tierwise runs show 20261126-174913'],
  'runs resume': ['tierwise runs resume', 'tierwise runs resume 20261126-174913-3f9a'],
  'runs kill': ['tierwise runs kill 20261126-174913-3f9a'],
  'runs clean': ['tierwise runs clean --older-than 7d'],
  'breaker status': ['tierwise breaker status'],
  'breaker reset': ['tierwise breaker reset', 'tierwise breaker reset haiku'],
  'config path': ['tierwise config path'],
  'config validate': ['tierwise config validate', 'tierwise config validate .claude/tierwise.json'],
};

/** Where a verb stands in the help; a verb that nobody placed comes last. */
export function placeOfVerb(name: string): {rank: number; heading: string} {
  const rank = Object.keys(verbs).indexOf(name);
  const group = verbs[name]?.group ?? 'look';
  return {rank: rank === -1 ? Number.POSITIVE_INFINITY : rank, heading: groups[group]};
}

/** The examples of a verb or of one of its actions (`config set`), as the end of its help. */
export function writeExamples(name: string): string {
  const examples = verbs[name]?.examples ?? actionExamples[name] ?? [];
  return examples.length === 0
    ? ''
    : [
        '',
        examples.length === 1 ? 'Example:' : 'Examples:',
        ...examples.map((each) => `  ${each}`),
      ].join('\n');
}
