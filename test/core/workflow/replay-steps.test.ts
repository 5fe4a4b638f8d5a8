import {describe, expect, it} from 'vitest';
import {diffWorkflows} from '../../../lib/core/workflow/diff-workflows.ts';
import {findDownstream} from '../../../lib/core/workflow/find-downstream.ts';
import {isAwaited} from '../../../lib/core/workflow/is-awaited.ts';
import {openSchedule} from '../../../lib/core/workflow/open-schedule.ts';
import {putFirst, replaySteps} from '../../../lib/core/workflow/replay-steps.ts';
import {reportStep} from '../../../lib/core/workflow/report-step.ts';
import type {Schedule} from '../../../lib/core/workflow/schedule.ts';
import {takeStep} from '../../../lib/core/workflow/take-step.ts';
import {readChecked, readWorkflow} from './read-workflow.ts';

const text = `
workflow:
  name: w
  steps:
    - {id: a, prompt: x, on_error: "fallback:f"}
    - {id: f, prompt: x}
    - {id: b, prompt: x, depends_on: [a]}
    - {id: each, prompt: x, for_each: [1, 2, 3], on_error: continue}
    - {id: last, prompt: "{each}", depends_on: [each]}
    - {id: odd, prompt: x, on_error: continue}
`;

const editing = `
workflow:
  name: w
  steps:
    - {id: a, prompt: x, tier: haiku, permission_mode: acceptEdits}
    - {id: d, prompt: x, tier: opus, permission_mode: acceptEdits}
    - {id: x, prompt: x, tier: haiku}
    - {id: e, prompt: x, tier: haiku, permission_mode: acceptEdits, depends_on: [x]}
    - {id: reads, prompt: x, tier: haiku}
`;

const late = `
workflow:
  name: w
  steps:
    - {id: x, prompt: x}
    - {id: a, prompt: x, depends_on: [x], on_error: "fallback:b"}
    - {id: b, prompt: x, on_error: "fallback:c"}
    - {id: c, prompt: x}
    - {id: d, prompt: x, depends_on: [b]}
`;

/** As a journal has them after x failed, so that a was not run. */
const notNeeded = {
  b: 'skipped not needed: a did not fail',
  c: 'skipped not needed: b did not fail',
  d: 'skipped nothing that it depends on ran',
};

type Ends = Record<string, string>;

/** A schedule that a journal of these ends was replayed into. */
function replay(ends: Ends, isRetried = true, flow = text) {
  const {workflow, graph} = readChecked(flow);
  const schedule = openSchedule(workflow, graph, {
    inputs: {},
    route: () => ({ladder: ['haiku'], because: 'as told'}),
    nameFile: (name) => name,
  });
  const journal = {
    readEnd: (name: string) => {
      const [, status, because = ''] = /^(\w+) ?(.*)$/.exec(ends[name] ?? '') ?? [];
      const isStop = because === 'interrupted';
      return status === undefined ? undefined : {status: status as 'done', because, isStop};
    },
    readOutput: (name: string) => `out of ${name}`,
    readTaken: () => undefined,
  };
  replaySteps(schedule, journal, {isRetried});
  return schedule;
}

const statuses = (ends: Ends, isRetried = true, flow = text) =>
  Object.fromEntries(
    [...replay(ends, isRetried, flow).nodes].map(([id, {status}]) => [id, status]),
  );

/** Everything that would be started now, in order. */
function takeAll(schedule: Schedule): string[] {
  const names = [];
  const take = () => takeStep(schedule, {parallel: 9, perTier: {}});
  for (let start = take(); start !== undefined; start = take()) {
    names.push(start.name);
  }
  return names;
}

describe('replaySteps', () => {
  it('keeps what is done, and what was made good', () => {
    const ends = {a: 'failed', f: 'done', odd: 'failed', each: 'done'};
    expect(statuses({...ends, 'each.0': 'done', 'each.1': 'failed', 'each.2': 'done'})).toEqual({
      ...{a: 'failed', f: 'done', b: 'ready', each: 'done', last: 'ready', odd: 'failed'},
    });
  });

  it('forgets a failure that nothing made good, and a stop by hand', () => {
    expect(statuses({a: 'failed', f: 'failed'})).toMatchObject({a: 'ready', f: 'waiting'});
    expect(statuses({odd: 'failed interrupted'})).toMatchObject({odd: 'ready'});
    expect(statuses({a: 'failed', f: 'failed'}, false)).toMatchObject({a: 'failed', b: 'not-run'});
  });

  it('lets a fallback that is at work go on', () => {
    expect(statuses({a: 'failed'})).toMatchObject({a: 'failed', f: 'ready', b: 'waiting'});
  });

  it('goes on with a fallback that what stopped the run kept from its work', () => {
    expect(statuses({a: 'failed', f: 'failed interrupted'})).toMatchObject({
      ...{a: 'failed', f: 'ready', b: 'waiting'},
    });
  });

  it('asks anew whether a fallback is needed, where its step is tried again', () => {
    const waiting = {a: 'ready', b: 'waiting', c: 'waiting', d: 'waiting'};
    expect(statuses({x: 'done', ...notNeeded}, true, late)).toMatchObject(waiting);
    expect(statuses({x: 'failed', ...notNeeded}, true, late)).toMatchObject({
      ...waiting,
      x: 'ready',
      a: 'waiting',
    });
    // It has failed since, and nothing has come of that yet.
    expect(statuses({x: 'done', a: 'failed', ...notNeeded}, true, late)).toMatchObject({
      ...{a: 'failed', b: 'ready', c: 'waiting', d: 'waiting'},
    });
    expect(statuses({x: 'failed', ...notNeeded}, false, late)).toMatchObject({b: 'skipped'});
    expect(statuses({x: 'done', a: 'done', ...notNeeded}, true, late)).toMatchObject({
      ...{a: 'done', b: 'skipped', c: 'skipped', d: 'skipped'},
    });
  });

  it('gathers the answers of elements', () => {
    const ends = {each: 'done', 'each.0': 'done', 'each.1': 'failed', 'each.2': 'done'};
    const schedule = replay(ends);
    putFirst(schedule, new Set(['last']));
    const start = takeStep(schedule, {parallel: 9, perTier: {}});
    expect(start).toMatchObject({name: 'last', prompt: '["out of each.0",null,"out of each.2"]'});
  });

  it('keeps every answer of a step that is done, however long its list is by now', () => {
    const ends = {each: 'done', 'each.0': 'done', 'each.1': 'failed', 'each.2': 'done'};
    for (const list of ['[1]', '[1, 2, 3, 4, 5]']) {
      const schedule = replay(ends, true, text.replace('[1, 2, 3]', list));
      expect(schedule.nodes.get('each')?.settled).toEqual({
        kind: 'ran',
        output: ['out of each.0', null, 'out of each.2'],
      });
    }
  });

  it('does an element again that was stopped by hand, and no other', () => {
    const schedule = replay({'each.0': 'done', 'each.1': 'failed interrupted', 'each.2': 'done'});
    const names = takeAll(schedule);
    expect(names.filter((name) => name.startsWith('each'))).toEqual(['each.1']);
  });

  it('starts nothing that edits beside a client that may still edit', () => {
    const schedule = replay({a: 'done', x: 'done'}, true, editing);
    putFirst(schedule, new Set(['d']));
    expect(takeAll(schedule)).toEqual(['d', 'reads']);
    reportStep(schedule, {step: 'd', status: 'done', because: '', output: ''});
    expect(takeAll(schedule)).toEqual(['e']);
  });

  it('says whose clients are still waited for', () => {
    const schedule = replay({'each.0': 'done', odd: 'done'});
    expect(
      ['each.0', 'each.1', 'odd', 'b', 'gone'].map((name) => isAwaited(schedule, name)),
    ).toEqual([...[false, true, false, true, false]]);
  });
});

it('what comes after a step: those that need it, and the fallbacks among them', () => {
  const {workflow, graph} = readChecked(text);
  expect([...findDownstream(workflow, graph, 'a')].toSorted()).toEqual(['a', 'b', 'f']);
  expect([...findDownstream(workflow, graph, 'f')].toSorted()).toEqual(['b', 'f']);
  expect([...findDownstream(workflow, graph, 'each')].toSorted()).toEqual(['each', 'last']);
});

it('a file differs by what it means, not by how it looks', () => {
  const before = readWorkflow(text);
  const same = readWorkflow(text.replace('{id: odd, prompt: x,', '{prompt: "x", id: odd,'));
  expect(diffWorkflows(before, same)).toBeUndefined();
  const after = readWorkflow(
    text
      .replace('name: w', 'name: w\n  max_parallel: 2')
      .replace('id: odd', 'id: even')
      .replace('prompt: "{each}"', 'prompt: "all of {each}"'),
  );
  expect(diffWorkflows(before, after)).toEqual({
    changed: ['last'],
    added: ['even'],
    removed: ['odd'],
    isHeadChanged: true,
  });
});
