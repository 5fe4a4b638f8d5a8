import {describe, expect, it} from 'vitest';
import {checkWorkflow} from '../../../lib/core/workflow/check-workflow.ts';
import type {ProblemCode} from '../../../lib/core/workflow/workflow-problem.ts';
import {readChecked, readWorkflow} from './read-workflow.ts';

const head = 'workflow:\n  name: w\n  steps:\n';
const agents = new Map([['reviewer', 'sonnet' as const]]);

function problemsOf(text: string) {
  const checked = checkWorkflow(text, agents);
  return checked.ok ? checked.warnings : checked.problems;
}

describe('checkWorkflow', () => {
  it('gives every default', () => {
    expect(readWorkflow(`${head}    - {id: a, prompt: hello}\n`)).toEqual({
      name: 'w',
      description: null,
      inputs: [],
      maxParallel: 4,
      budgetUsd: null,
      timeoutMs: null,
      steps: [
        {
          id: 'a',
          agent: {kind: 'auto'},
          prompt: 'hello',
          dependsOn: [],
          when: null,
          output: null,
          outputSchema: null,
          retry: {limit: 1, backoffMs: 2000, on: ['timeout', 'overloaded', 'bad-output', 'killed']},
          timeoutMs: null,
          onError: {kind: 'fail'},
          verify: null,
          isolate: false,
          env: {},
          forEach: null,
          allowedTools: [],
          permissionMode: null,
        },
      ],
    });
  });

  it('reads every key', () => {
    const {steps, inputs, budgetUsd, timeoutMs, maxParallel} = readWorkflow(`
workflow:
  name: full
  description: everything
  inputs:
    topic: {type: string, required: true}
    files: {type: list, default: [a, b]}
    depth: {type: number, default: 3}
  max_parallel: 2
  budget_usd: 1.5
  timeout: 1h30m
  steps:
    - id: look
      agent: haiku-general
      prompt: Look at {item} about {topic}, {depth} deep.
      for_each: files
      output: notes
    - id: judge
      tier: opus
      prompt: 'Judge {notes} in the form {"ok": true} or {{notes}}'
      depends_on: [look]
      when: depth > 2 && size(notes) > 0
      output_schema: {type: object, properties: {ok: {type: boolean}}}
      retry: {limit: 3, backoff: 500ms, on: [timeout]}
      timeout: 90s
      on_error: fallback:judge-again
      env: {GREETING: hello}
    - {id: judge-again, prompt: Judge, output_schema: {type: object}}
    - id: mend
      prompt: '{judge.ok}'
      depends_on: [judge]
      verify: npm test
      isolate: true
      allowed_tools: ["Bash(npm test)"]
      permission_mode: acceptEdits
      on_error: continue
`);
    expect({budgetUsd, timeoutMs, maxParallel}).toEqual({
      budgetUsd: 1.5,
      timeoutMs: 5_400_000,
      maxParallel: 2,
    });
    expect(inputs).toEqual([
      {name: 'topic', type: 'string', required: true},
      {name: 'files', type: 'list', required: false, default: ['a', 'b']},
      {name: 'depth', type: 'number', required: false, default: 3},
    ]);
    expect(steps[0]).toMatchObject({
      agent: {kind: 'tier', tier: 'haiku'},
      forEach: {kind: 'path', path: 'files'},
      output: 'notes',
    });
    expect(steps[1]).toMatchObject({
      agent: {kind: 'tier', tier: 'opus'},
      retry: {limit: 3, backoffMs: 500, on: ['timeout']},
      timeoutMs: 90_000,
      onError: {kind: 'fallback', step: 'judge-again'},
      env: {GREETING: 'hello'},
    });
    expect(steps[3]).toMatchObject({
      verify: 'npm test',
      isolate: true,
      permissionMode: 'acceptEdits',
      onError: {kind: 'continue'},
    });
  });

  it('takes JSON as it takes YAML', () => {
    const json = JSON.stringify(
      {workflow: {name: 'j', steps: [{id: 'a', prompt: 'x'}]}},
      null,
      '\t',
    );
    expect(readWorkflow(json).name).toBe('j');
  });

  it('orders steps in waves', () => {
    const {graph} = readChecked(`${head}    - {id: d, prompt: x, depends_on: [b, c]}
    - {id: b, prompt: x, depends_on: [a]}
    - {id: c, prompt: x, depends_on: [a]}
    - {id: a, prompt: x}
`);
    expect(graph.order).toEqual(['a', 'b', 'c', 'd']);
    expect([...graph.waveOf]).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 2],
      ['d', 3],
    ]);
  });

  it('lets a step stand in between the one that failed and those that wait for it', () => {
    const {graph} = readChecked(`${head}    - {id: c, prompt: x, depends_on: [a]}
    - {id: b, prompt: x}
    - {id: a, prompt: x, on_error: "fallback:b"}
`);
    expect(graph.order).toEqual(['a', 'b', 'c']);
  });

  /** `from`: what stands at the place that is told. */
  const cases: [code: ProblemCode, from: string, text: string, says: string][] = [
    ['tab', '\tsteps', 'workflow:\n  name: w\n\tsteps: []\n', 'Indent with spaces'],
    ['not-yaml', 'w}', 'workflow:\n  name: w}: [\n', 'This is not YAML'],
    ['wrong-shape', '', '', 'The file is empty'],
    ['wrong-shape', '---', 'workflow:\n  name: w\n---\na: 1\n', 'one per file'],
    ['duplicate-key', 'name: v', 'workflow:\n  name: w\n  name: v\n', '"name" stands here twice'],
    ['bad-name', '__proto__', 'workflow:\n  __proto__: {a: 1}\n', '__proto__'],
    ['missing-key', 'name: w', 'name: w\n', 'workflow is missing'],
    [
      'unknown-key',
      'depend_on',
      `${head}    - {id: a, prompt: x, depend_on: [b]}\n`,
      '"depends_on"',
    ],
    [
      'unknown-key',
      'steps2',
      'workflow:\n  name: w\n  steps2: []\n  steps: [{id: a, prompt: x}]\n',
      '"steps"',
    ],
    ['missing-key', '{id: a}', `${head}    - {id: a}\n`, 'steps[0].prompt is missing'],
    ['wrong-value', '{topic}', `${head}    - {id: a, prompt: {topic}}\n`, 'put it in quotes'],
    ['wrong-value', '7', `${head}    - {id: 7, prompt: x}\n`, 'It takes a text'],
    ['wrong-value', '"a b"', `${head}    - {id: "a b", prompt: x}\n`, 'beginning with a letter'],
    ['wrong-value', '[]', 'workflow:\n  name: w\n  steps: []\n', 'an empty list'],
    [
      'wrong-value',
      'ignore',
      `${head}    - {id: a, prompt: x, on_error: ignore}\n`,
      'fallback:<id of a step>',
    ],
    [
      'bad-name',
      '1st',
      'workflow:\n  name: w\n  inputs:\n    1st: {}\n  steps: [{id: a, prompt: x}]\n',
      '1st',
    ],
    ['bad-duration', '5 minutes', `${head}    - {id: a, prompt: x, timeout: 5 minutes}\n`, '1h30m'],
    ['bad-duration', '30', `${head}    - {id: a, prompt: x, timeout: 30}\n`, '1h30m'],
    ['bad-duration', '0s', `${head}    - {id: a, prompt: x, timeout: 0s}\n`, '1h30m'],
    ['bad-duration', '9000h', `${head}    - {id: a, prompt: x, retry: {backoff: 9000h}}\n`, '168h'],
    [
      'duplicate-step',
      'a, prompt: y',
      `${head}    - {id: a, prompt: x}\n    - {id: a, prompt: y}\n`,
      'two steps "a"',
    ],
    ['unknown-agent', 'reviewr', `${head}    - {id: a, prompt: x, agent: reviewr}\n`, '"reviewer"'],
    [
      'agent-and-tier',
      'opus',
      `${head}    - {id: a, prompt: x, agent: auto, tier: opus}\n`,
      'Keep one',
    ],
    [
      'unknown-step',
      'fech',
      `${head}    - {id: fetch, prompt: x}\n    - {id: b, prompt: x, depends_on: [fech]}\n`,
      '"fetch"',
    ],
    [
      'unknown-step',
      '"fallback:big"',
      `${head}    - {id: a, prompt: x, on_error: "fallback:big"}\n`,
      'The steps are: a',
    ],
    [
      'cycle',
      '[b]',
      `${head}    - {id: a, prompt: x, depends_on: [b]}\n    - {id: b, prompt: x, depends_on: [a]}\n`,
      'a -> b -> a',
    ],
    ['cycle', '[a]', `${head}    - {id: a, prompt: x, depends_on: [a]}\n`, 'a -> a'],
    [
      'cycle',
      '{id: a',
      `${head}    - {id: a, prompt: x, on_error: "fallback:b"}\n    - {id: b, prompt: x, on_error: "fallback:a"}\n`,
      'a -> b -> a',
    ],
    [
      'bad-fallback',
      '"fallback:f"',
      `${head}    - {id: f, prompt: x, depends_on: [a]}\n    - {id: a, prompt: x, on_error: "fallback:f"}\n`,
      'cannot depend on it',
    ],
    [
      'bad-fallback',
      '"fallback:f"',
      `${head}    - {id: f, prompt: x}\n    - {id: a, prompt: x, on_error: "fallback:f"}\n    - {id: b, prompt: x, on_error: "fallback:f"}\n`,
      'already stands in',
    ],
    ['unknown-name', '"about', `${head}    - {id: a, prompt: "about {topic}"}\n`, '{{topic}}'],
    [
      'unknown-name',
      'topic',
      `${head}    - {id: a, prompt: x, when: topic == "x"}\n`,
      '"topic" is no input',
    ],
    [
      'unknown-name',
      'steps.fetch',
      `${head}    - {id: a, prompt: x, when: steps.fetch.status == "done"}\n`,
      'fetch',
    ],
    [
      'not-upstream',
      '"{out}"',
      `${head}    - {id: a, prompt: x, output: out}\n    - {id: b, prompt: "{out}"}\n`,
      'Add "a" to its depends_on',
    ],
    ['not-upstream', '"{a}"', `${head}    - {id: a, prompt: "{a}"}\n`, 'its own answer'],
    [
      'no-such-field',
      '"{a.score}"',
      `${head}    - {id: a, prompt: x}\n    - {id: b, prompt: "{a.score}", depends_on: [a]}\n`,
      'output_schema',
    ],
    [
      'no-such-field',
      '"{a.scroe}"',
      `${head}    - {id: a, prompt: x, output_schema: {properties: {score: {}}}}\n    - {id: b, prompt: "{a.scroe}", depends_on: [a]}\n`,
      'a.score',
    ],
    ['bad-condition', '"1 +"', `${head}    - {id: a, prompt: x, when: "1 +"}\n`, 'at letter 4'],
    [
      'bad-condition',
      '"1 + 1"',
      `${head}    - {id: a, prompt: x, when: "1 + 1"}\n`,
      'not true or false',
    ],
    [
      'bad-condition',
      '\'"x"',
      `${head}    - {id: a, prompt: x, when: '"x".matches("(a+)+$")'}\n`,
      'contains()',
    ],
    [
      'bad-condition',
      'item.size',
      `${head}    - {id: a, prompt: x, for_each: [1], when: item.size > 3}\n`,
      'judged once, before the list',
    ],
    [
      'bad-condition',
      'index',
      `${head}    - {id: a, prompt: x, for_each: [1], when: index > 3}\n`,
      'which elements to pass over',
    ],
    [
      'bad-for-each',
      '"1 2"',
      `${head}    - {id: a, prompt: x, for_each: "1 2"}\n`,
      'names no list',
    ],
    [
      'bad-for-each',
      'a, depends_on',
      `${head}    - {id: a, prompt: x}\n    - {id: b, prompt: x, for_each: a, depends_on: [a]}\n`,
      'output_schema',
    ],
    [
      'duplicate-name',
      'a}',
      `${head}    - {id: a, prompt: x}\n    - {id: b, prompt: x, output: a}\n`,
      'also the name of step "a"',
    ],
    [
      'bad-name',
      'steps}',
      `${head}    - {id: a, prompt: x, output: steps}\n`,
      'meaning of its own',
    ],
    [
      'reserved-variable',
      '"0"',
      `${head}    - {id: a, prompt: x, env: {TIERWISE_DEPTH: "0"}}\n`,
      'TIERWISE_DEPTH',
    ],
    [
      'bad-default',
      '3}',
      'workflow:\n  name: w\n  inputs:\n    n: {default: 3}\n  steps: [{id: a, prompt: "{n}"}]\n',
      'no string',
    ],
    [
      'unused-output',
      'out}',
      `${head}    - {id: a, prompt: x, output: out}\n    - {id: b, prompt: x, depends_on: [a]}\n`,
      'Nobody reads',
    ],
    [
      'unused-input',
      '{default',
      'workflow:\n  name: w\n  inputs:\n    n: {default: x}\n  steps: [{id: a, prompt: x}]\n',
      'Nobody reads',
    ],
  ];

  it.each(cases)('finds %s at %s', (code, from, text, says) => {
    const problems = problemsOf(text);
    expect(problems.map((each) => each.code)).toContain(code);
    const [found] = problems.filter((each) => each.code === code);
    const line = text.split('\n')[(found?.line ?? 0) - 1];
    expect(line?.slice((found?.column ?? 0) - 1).slice(0, from.length)).toBe(from);
    expect(`${found?.what} ${found?.fix}`).toContain(says);
  });

  it('tells at most twenty of many', {timeout: 60_000}, () => {
    const steps = Array.from({length: 3000}, (_, at) => `    - {id: s${at}, prompt: "{none}"}\n`);
    expect(problemsOf(head + steps.join('')).length).toBe(20);
  });

  it('knows agents of the user', () => {
    const checked = checkWorkflow(`${head}    - {id: a, prompt: x, agent: reviewer}\n`, agents);
    expect(checked.ok && checked.workflow.steps[0]?.agent).toEqual({
      kind: 'user',
      name: 'reviewer',
      tier: 'sonnet',
    });
  });

  it('lets a fallback read what its step could read', () => {
    const {warnings} = readChecked(`${head}    - {id: a, prompt: x}
    - {id: b, prompt: "{a}", depends_on: [a], on_error: "fallback:c"}
    - {id: c, prompt: "{a}"}
`);
    expect(warnings).toEqual([]);
  });

  it('does not take a name that a condition binds itself for one of ours', () => {
    const text = `${head}    - {id: a, prompt: x, output_schema: {type: array}}
    - {id: b, prompt: x, depends_on: [a], when: 'a.exists(each, each == "x")'}
    - {id: c, prompt: x, depends_on: [a], for_each: a, when: 'a.exists(item, item == "x")'}
`;
    expect(problemsOf(text)).toEqual([]);
  });
});

// Large inputs: on a busy machine they take a while, and no time is asserted.
describe('a hostile file is refused, within bounds', {timeout: 60_000}, () => {
  const bomb = ['a0: &a0 [x,x,x,x,x,x,x,x,x]']
    .concat(
      Array.from({length: 12}, (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`)}]`),
    )
    .join('\n');

  const hostile: [name: string, code: ProblemCode, text: string][] = [
    ['an alias bomb', 'too-many-aliases', bomb],
    ['an alias in itself', 'too-many-aliases', 'a: &a [*a]\n'],
    ['20,000 brackets', 'too-deep', '['.repeat(20_000)],
    [
      '3,000 levels of keys',
      'too-deep',
      Array.from({length: 3000}, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
    ],
    ['3,000 dashes in a row', 'too-deep', `${'- '.repeat(3000)}1`],
    ['half a million signs', 'too-large', '-\n'.repeat(500_000)],
    [
      'a prompt of 1.9 MB',
      'wrong-value',
      `${head}    - id: a\n      prompt: |\n${`        ${'x'.repeat(80)}\n`.repeat(22_000)}`,
    ],
    ['a file of nothing but quotes', 'too-large', '"a" '.repeat(250_000)],
    ['a key of the prototype', 'bad-name', '{"workflow": {"__proto__": {"name": "w"}}}'],
    ['a number as text', 'wrong-value', '42'],
  ];

  it.each(hostile)('%s', (_name, code, text) => {
    expect(problemsOf(text).map((each) => each.code)).toContain(code);
    expect(({} as Record<string, unknown>).name).toBeUndefined();
  });

  it('5,000 steps in a row, and in a ring', () => {
    const row = Array.from({length: 5000}, (_, at) => ({
      id: `s${at}`,
      prompt: 'x',
      depends_on: at === 0 ? [] : [`s${at - 1}`],
    }));
    const write = (steps: object[]) => JSON.stringify({workflow: {name: 'w', steps}});
    expect(readChecked(write(row)).graph.order.length).toBe(5000);
    const ring = row.with(0, {id: 's0', prompt: 'x', depends_on: ['s4999']});
    expect(problemsOf(write(ring)).map(({what}) => what)).toEqual([
      expect.stringMatching(/^The steps wait for each other: s0 -> s1 -> .* \.\.\. -> s0\.$/),
    ]);
  });
});
