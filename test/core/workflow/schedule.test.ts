import {describe, expect, it} from 'vitest';
import type {MemoryOptions} from './memory-engine.ts';
import {runInMemory} from './memory-engine.ts';

interface StepLine {
  id: string;
  [key: string]: unknown;
}

const flow = (steps: StepLine[], inputs: object = {}) =>
  JSON.stringify({
    workflow: {
      name: 'w',
      inputs,
      steps: steps.map((each) => ({prompt: 'x', tier: 'haiku', ...each})),
    },
  });

/** `a: done`, for every step. */
function statuses(text: string, options: MemoryOptions = {}) {
  const {schedule, end} = runInMemory(text, options);
  return {
    end,
    ...Object.fromEntries([...schedule.nodes].map(([id, {status}]) => [id, status])),
  };
}

/** These fail; the others are done. */
const failing =
  (...names: string[]): NonNullable<MemoryOptions['work']> =>
  ({name}) =>
    names.includes(name) ? {status: 'failed', output: null} : {status: 'done', output: `${name}!`};

const prompts = (text: string, options: MemoryOptions = {}) =>
  Object.fromEntries(
    runInMemory(text, options).starts.map(({start}) => [start.name, start.prompt]),
  );

describe('a run', () => {
  it('starts what can run at the same time at the same time', () => {
    const text = flow([
      {id: 'a'},
      {id: 'b', depends_on: ['a']},
      {id: 'c', depends_on: ['a']},
      {id: 'd', depends_on: ['b', 'c']},
    ]);
    const {starts, end} = runInMemory(text);
    expect(end).toBe('done');
    const beside = starts.map(({start, beside: others}) => [
      start.name,
      others.map(({name}) => name),
    ]);
    expect(beside).toEqual([
      ['a', []],
      ['b', []],
      ['c', ['b']],
      ['d', []],
    ]);
  });

  it('puts answers into later prompts, once', () => {
    const text = flow([
      {id: 'a', output: 'found'},
      {id: 'b', prompt: '[{found}] [{a}] [{{a}}]', depends_on: ['a']},
    ]);
    const work: MemoryOptions['work'] = () => ({status: 'done', output: '{found}'});
    expect(prompts(text, {work}).b).toBe('[{found}] [{found}] [{a}]');
  });

  it('reads the fields of an answer', () => {
    const text = flow([
      {id: 'a', output_schema: {type: 'object'}},
      {id: 'b', prompt: '{a.list.0} {a}', depends_on: ['a'], when: 'a.score > 3'},
    ]);
    const work: MemoryOptions['work'] = () => ({status: 'done', output: {score: 4, list: ['x']}});
    expect(prompts(text, {work}).b).toBe('x {"score":4,"list":["x"]}');
  });

  it('puts a large answer into a file that the prompt names', () => {
    const text = flow([{id: 'a'}, {id: 'b', prompt: '<{a}>', depends_on: ['a']}]);
    const large = 'x'.repeat(100_001);
    const work: MemoryOptions['work'] = () => ({status: 'done', output: large});
    const [, b] = runInMemory(text, {work}).starts;
    expect(b?.start).toMatchObject({
      prompt: '<(100001 letters, in the file /values/b-a.txt)>',
      files: [{path: '/values/b-a.txt', text: large}],
    });
  });

  it('skips what its condition does not want, and goes on where at least one step ran', () => {
    const branch = (wanted: string) =>
      flow(
        [
          {id: 'a'},
          {id: 'b', depends_on: ['a'], when: 'way == "b"'},
          {id: 'c', depends_on: ['a'], when: 'way == "c"'},
          {id: 'd', depends_on: ['b', 'c'], prompt: '<{b}|{c}>'},
        ],
        {way: {default: wanted}},
      );
    const inputs = (way: string) => ({inputs: {way}});
    expect(statuses(branch('b'), inputs('b'))).toMatchObject({b: 'done', c: 'skipped', d: 'done'});
    expect(prompts(branch('c'), inputs('c')).d).toBe('<|out of c>');
    expect(statuses(branch('x'), inputs('x'))).toEqual({
      ...{a: 'done', b: 'skipped', c: 'skipped', d: 'skipped', end: 'done'},
    });
  });

  it('stops only what needs the step that failed', () => {
    const text = flow([
      {id: 'a'},
      {id: 'b', depends_on: ['a']},
      {id: 'c', depends_on: ['a']},
      {id: 'd', depends_on: ['b', 'c']},
      {id: 'e', depends_on: ['c']},
    ]);
    expect(statuses(text, {work: failing('b')})).toEqual({
      ...{a: 'done', b: 'failed', c: 'done', d: 'not-run', e: 'done', end: 'failed'},
    });
  });

  it('goes on after a failure that is let pass, with nothing in its place', () => {
    const text = flow([
      {id: 'a', on_error: 'continue'},
      {id: 'b', depends_on: ['a'], prompt: '<{a}>', when: 'steps.a.status == "failed"'},
    ]);
    expect(statuses(text, {work: failing('a')})).toEqual({a: 'failed', b: 'done', end: 'done'});
    expect(prompts(text, {work: failing('a')}).b).toBe('<>');
  });

  const withFallback = flow([
    {id: 'a', on_error: 'fallback:f'},
    {id: 'f'},
    {id: 'b', depends_on: ['a'], prompt: '<{a}>'},
  ]);

  it('puts the answer of the fallback in the place of the failed one', () => {
    const work = failing('a');
    expect(statuses(withFallback, {work})).toEqual({
      a: 'failed',
      f: 'done',
      b: 'done',
      end: 'done',
    });
    expect(prompts(withFallback, {work}).b).toBe('<f!>');
  });

  it('leaves a fallback alone that is not needed', () => {
    expect(statuses(withFallback)).toEqual({a: 'done', f: 'skipped', b: 'done', end: 'done'});
    expect(statuses(withFallback, {work: failing('a', 'f')})).toEqual({
      ...{a: 'failed', f: 'failed', b: 'not-run', end: 'failed'},
    });
  });

  it('hands a failure on along a row of fallbacks', () => {
    const text = flow([
      {id: 'a', on_error: 'fallback:f'},
      {id: 'f', on_error: 'fallback:g'},
      {id: 'g'},
      {id: 'b', depends_on: ['a'], prompt: '<{a}>'},
    ]);
    expect(prompts(text, {work: failing('a', 'f')}).b).toBe('<g!>');
    expect(statuses(text, {work: failing('a')})).toMatchObject({g: 'skipped', b: 'done'});
  });

  it('lets the failure stand when the fallback is skipped, or what it needs failed', () => {
    const text = (more: object) =>
      flow([
        {id: 'x'},
        {id: 'a', on_error: 'fallback:f'},
        {id: 'f', ...more},
        {id: 'b', depends_on: ['a']},
      ]);
    const work = failing('a', 'x');
    expect(statuses(text({when: 'false'}), {work})).toMatchObject({f: 'skipped', b: 'not-run'});
    expect(statuses(text({depends_on: ['x']}), {work})).toMatchObject({f: 'not-run', b: 'not-run'});
  });

  it('fails a step whose condition cannot be judged', () => {
    const text = flow(
      [
        {id: 'a', when: 'n > 3'},
        {id: 'b', depends_on: ['a']},
      ],
      {n: {type: 'list'}},
    );
    const {schedule} = runInMemory(text, {inputs: {n: []}});
    expect(schedule.nodes.get('a')).toMatchObject({
      status: 'failed',
      because: expect.stringMatching(/^its condition cannot be judged: no such overload/),
    });
  });

  it('runs a step once per element, and gathers the answers in order', () => {
    const text = flow(
      [
        {id: 'a', for_each: 'files', prompt: '{index}: {item.name}'},
        {id: 'b', depends_on: ['a'], prompt: '{a}'},
      ],
      {files: {type: 'list'}},
    );
    const inputs = {files: [{name: 'x'}, {name: 'y'}, {name: 'z'}]};
    // The last one started ends first.
    const options: MemoryOptions = {inputs, random: () => 0.99};
    expect(prompts(text, options)).toEqual({
      'a.0': '0: x',
      'a.1': '1: y',
      'a.2': '2: z',
      b: '["out of a.0","out of a.1","out of a.2"]',
    });
    expect(prompts(text, {inputs: {files: []}})).toEqual({b: '[]'});
  });

  it('ends a step at the first element that fails, or goes on without it', () => {
    const text = (more: object) =>
      flow([
        {id: 'a', for_each: [1, 2, 3], ...more},
        {id: 'b', depends_on: ['a'], prompt: '{a}'},
      ]);
    const one = {limits: {parallel: 1, perTier: {}}, work: failing('a.1')};
    const {starts, schedule} = runInMemory(text({}), one);
    expect(starts.map(({start}) => start.name)).toEqual(['a.0', 'a.1']);
    expect(schedule.nodes.get('a')).toMatchObject({
      status: 'failed',
      because: 'element 1: as told',
    });
    expect(prompts(text({on_error: 'continue'}), one).b).toBe('["a.0!",null,"a.2!"]');
  });

  it('refuses a list that is none, or too long', () => {
    const text = flow([{id: 'a', for_each: 'n'}], {n: {type: 'list'}});
    const because = (n: unknown) =>
      runInMemory(text, {inputs: {n}}).schedule.nodes.get('a')?.because;
    expect(because('x')).toBe('for_each: there is no list');
    expect(because(Array(1001).fill(1))).toBe('for_each: 1001 elements, and 1000 are the most');
  });

  it('keeps to the limits, in all and per tier', () => {
    const steps = ['haiku', 'opus', 'haiku', 'opus', 'haiku', 'opus'].map((tier, at) => ({
      id: `s${at}`,
      tier,
    }));
    const {starts} = runInMemory(flow(steps), {limits: {parallel: 3, perTier: {opus: 1}}});
    expect(starts.length).toBe(6);
    for (const {start, beside} of starts) {
      const now = [start, ...beside];
      expect(now.length).toBeLessThanOrEqual(3);
      expect(now.filter(({ladder}) => ladder[0] === 'opus').length).toBeLessThanOrEqual(1);
    }
    expect(Math.max(...starts.map(({beside}) => beside.length))).toBe(2);
  });

  it('never lets two steps that edit run beside each other, unless they have copies', () => {
    const edits = {allowed_tools: ['Edit']};
    const text = (more: object) =>
      flow([{id: 'a', ...edits, ...more}, {id: 'b', ...edits, ...more}, {id: 'c'}]);
    const pairs = (more: object) =>
      runInMemory(text(more)).starts.flatMap(({start, beside}) =>
        beside.map(({name}) => name + start.name),
      );
    expect(pairs({})).not.toContain('ab');
    expect(pairs({})).toContain('ac');
    expect(pairs({isolate: true})).toContain('ab');
  });
});
