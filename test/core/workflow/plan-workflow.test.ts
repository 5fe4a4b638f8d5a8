import {describe, expect, it} from 'vitest';
import {drawGraph} from '../../../lib/core/workflow/draw-graph.ts';
import {planWorkflow} from '../../../lib/core/workflow/plan-workflow.ts';
import {readChecked} from './read-workflow.ts';

const text = `
workflow:
  name: "review"
  max_parallel: 2
  budget_usd: 2
  steps:
    - {id: merge, agent: opus-general, prompt: "Merge {a} {b}", depends_on: [a, b]}
    - {id: a, tier: haiku, prompt: Count the files, on_error: "fallback:spare"}
    - {id: b, prompt: run the tests and show me the failures, when: '"x" != "\\"y\\""'}
    - {id: spare, agent: sonnet-general, prompt: Count again, retry: {limit: 0}}
    - {id: each, tier: haiku, prompt: "Look at {item}", for_each: [1, 2, 3], verify: npm test}
`;
const {workflow, graph} = readChecked(text);

describe('planWorkflow', () => {
  const plan = planWorkflow(workflow, graph, {
    prices: {},
    route: () => ({ladder: ['haiku', 'opus'], because: 'as told'}),
  });

  it('lists waves, tiers and limits', () => {
    expect(plan.waves).toEqual([['a', 'b', 'each'], ['spare'], ['merge']]);
    const facts = plan.steps.map(({id, tier, agent, times, attempts}) => [
      ...[id, tier, agent, times, attempts],
    ]);
    expect(facts).toEqual([
      ['a', 'haiku', 'tierwise-haiku', 1, 2],
      ['b', 'haiku', 'auto', 1, 2],
      ['each', 'haiku', 'tierwise-haiku', 3, 2],
      ['spare', 'sonnet', 'tierwise-sonnet', 1, 1],
      ['merge', 'opus', 'tierwise-opus', 1, 2],
    ]);
    expect(plan.steps.find(({id}) => id === 'spare')?.standsInFor).toBe('a');
    expect(plan.steps.filter((step) => step.isIsolated).map(({id}) => id)).toEqual(['each']);
    expect({budgetUsd: plan.budgetUsd, maxParallel: plan.maxParallel}).toEqual({
      budgetUsd: 2,
      maxParallel: 2,
    });
  });

  it('counts the cost: what is expected, and with every repetition and fallback', () => {
    const usd = new Map(plan.steps.map(({id, expectedUsd}) => [id, expectedUsd as number]));
    const cost = (id: string) => usd.get(id) as number;
    const expected = cost('a') + cost('b') + cost('merge') + 3 * cost('each');
    expect(plan.expectedUsd).toBeCloseTo(expected, 10);
    expect(plan.worstUsd).toBeCloseTo(2 * expected + cost('spare'), 10);
    expect(cost('merge')).toBeGreaterThan(cost('a'));
  });
});

describe('drawGraph', () => {
  it('as Mermaid', () => {
    expect(drawGraph(workflow, graph, 'mermaid').split('\n')).toEqual([
      'flowchart TD',
      '  s_a["a<br/>tierwise-haiku"]',
      '  s_b["b<br/>auto<br/>when #34;x#34; != #34;\\#34;y\\#34;#34;"]',
      '  s_each["each<br/>tierwise-haiku"]',
      '  s_spare["spare<br/>tierwise-sonnet"]',
      '  s_merge["merge<br/>tierwise-opus"]',
      '  s_a --> s_merge',
      '  s_b --> s_merge',
      '  s_a -.->|on error| s_spare',
    ]);
  });

  it('as DOT', () => {
    const lines = drawGraph(workflow, graph, 'dot').split('\n');
    expect(lines[0]).toBe('digraph "review" {');
    expect(lines).toContain('  "a" -> "merge";');
    expect(lines).toContain('  "a" -> "spare" [style=dashed, label="on error"];');
    expect(lines).toContain('  "b" [label="b\\nauto\\nwhen \\"x\\" != \\"\\\\\\"y\\\\\\"\\""];');
  });

  it('as text', () => {
    expect(drawGraph(workflow, graph, 'text').split('\n')).toEqual([
      '  1 a      tierwise-haiku',
      '    b      auto  when "x" != "\\"y\\""',
      '    each   tierwise-haiku',
      '  2 spare  tierwise-sonnet  if a fails',
      '  3 merge  tierwise-opus  after a, b',
    ]);
  });
});
