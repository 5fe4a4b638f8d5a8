import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {checkWorkflow} from '../../../lib/core/workflow/check-workflow.ts';
import {type MemoryOptions, runInMemory} from './memory-engine.ts';

interface StepShape {
  dependsOn: number[];
  when: 'true' | 'false' | 'flag' | 'upstream' | null;
  onError: 'fail' | 'continue' | 'fallback';
  elements: number | null;
  edits: boolean;
  isolate: boolean;
  tier: 'haiku' | 'sonnet' | 'opus';
  fails: boolean;
}

/** A graph without a cycle: each step may need those before it, and falls back to one of its own. */
const graphs = fc
  .integer({min: 1, max: 9})
  .chain((size) => fc.tuple(...Array.from({length: size}, (_, at) => shapeOf(at))));

function shapeOf(at: number): fc.Arbitrary<StepShape> {
  return fc.record({
    dependsOn: at === 0 ? fc.constant([]) : fc.uniqueArray(fc.nat({max: at - 1}), {maxLength: 3}),
    when: fc.constantFrom(null, null, null, 'true', 'false', 'flag', 'upstream'),
    onError: fc.constantFrom('fail', 'continue', 'fallback'),
    elements: fc.constantFrom(null, null, null, 0, 1, 3),
    edits: fc.boolean(),
    isolate: fc.boolean(),
    tier: fc.constantFrom('haiku', 'sonnet', 'opus'),
    fails: fc.constantFrom(false, false, false, true),
  });
}

/** The steps as a file has them, and which of them fail. */
function build(shapes: readonly StepShape[]) {
  const fails = new Set<string>();
  const steps = shapes.flatMap((shape, at) => {
    const id = `s${at}`;
    if (shape.fails) {
      fails.add(id);
      fails.add(`${id}.1`);
    }
    const [first] = shape.dependsOn;
    const upstream = first === undefined ? 'true' : `steps.s${first}.status == "done"`;
    const step = {
      id,
      prompt: `work ${shape.dependsOn.map((each) => `{s${each}}`).join(' ')}`,
      tier: shape.tier,
      depends_on: shape.dependsOn.map((each) => `s${each}`),
      ...(shape.when === null ? {} : {when: shape.when === 'upstream' ? upstream : shape.when}),
      on_error: shape.onError === 'fallback' ? `fallback:f${at}` : shape.onError,
      ...(shape.elements === null
        ? {}
        : {for_each: Array.from({length: shape.elements}, () => at)}),
      ...(shape.edits ? {allowed_tools: ['Write']} : {}),
      isolate: shape.isolate,
    };
    const spare = {
      id: `f${at}`,
      prompt: 'stand in',
      tier: 'haiku',
      depends_on: step.depends_on,
      on_error: 'fail',
    };
    return shape.onError === 'fallback' ? [step, spare] : [step];
  });
  return {steps, fails};
}

type Steps = ReturnType<typeof build>['steps'];

const write = (steps: Steps) =>
  JSON.stringify({workflow: {name: 'w', inputs: {flag: {type: 'boolean'}}, steps}});

/** Numbers from 0 to 1, always the same for one seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

function optionsOf(fails: ReadonlySet<string>, flag: boolean, seed: number): MemoryOptions {
  return {
    inputs: {flag},
    random: seeded(seed),
    limits: {parallel: 3, perTier: {opus: 1}},
    work: ({name}) =>
      fails.has(name) ? {status: 'failed', output: null} : {status: 'done', output: `<${name}>`},
  };
}

const summary = ({schedule, end}: ReturnType<typeof runInMemory>) => ({
  end,
  steps: Object.fromEntries(
    [...schedule.nodes].sort().map(([id, {status, settled}]) => [id, {status, settled}]),
  ),
});

const world = [graphs, fc.boolean(), fc.nat()] as const;
const runs = {numRuns: 1000};

describe('laws', {timeout: 300_000}, () => {
  it('every graph without a cycle finishes, each step once and after what it needs', () => {
    fc.assert(
      fc.property(...world, (shapes, flag, seed) => {
        const {steps, fails} = build(shapes);
        const run = runInMemory(write(steps), optionsOf(fails, flag, seed));
        expect(run.end).toMatch(/^(?:done|failed)$/);
        expect(
          [...run.schedule.nodes.values()].filter(({settled}) => settled === undefined),
        ).toEqual([]);
        const names = run.starts.map(({start}) => start.name);
        expect(new Set(names).size).toBe(names.length);
        for (const {start, ended, beside} of run.starts) {
          const open = start.step.dependsOn.filter(
            (id) => !ended.has(id) && run.schedule.nodes.get(id)?.status !== 'not-run',
          );
          expect(open).toEqual([]);
          const editing = [start, ...beside].filter(
            ({step}) => step.allowedTools.length > 0 && !step.isolate,
          );
          expect(editing.length).toBeLessThanOrEqual(1);
          expect(beside.length).toBeLessThan(3);
        }
      }),
      runs,
    );
  });

  it('a run that dies after any line of its journal goes on, repeats nothing, and ends the same', () => {
    fc.assert(
      fc.property(
        ...world,
        fc.nat({max: 30}),
        fc.nat({max: 8}),
        (shapes, flag, seed, first, more) => {
          const {steps, fails} = build(shapes);
          const text = write(steps);
          const options = optionsOf(fails, flag, seed);
          const whole = runInMemory(text, options);
          const dieAt = (first % (whole.journal.length + 1)) + 1;
          const killed = runInMemory(text, {...options, random: seeded(seed + 1), dieAt});
          const again = runInMemory(text, {
            ...options,
            random: seeded(seed + 2),
            journal: killed.journal,
            dieAt: killed.journal.length + 1 + more,
          });
          const last = runInMemory(text, {
            ...options,
            random: seeded(seed + 3),
            journal: again.journal,
          });
          const known = new Set(killed.journal.map(({step}) => step));
          const repeated = [...again.starts, ...last.starts].filter(({start}) =>
            known.has(start.name),
          );
          expect(repeated.map(({start}) => start.name)).toEqual([]);
          expect(summary(last)).toEqual(summary(whole));
          const written = last.journal.map(({step}) => step);
          expect(new Set(written).size).toBe(written.length);
        },
      ),
      runs,
    );
  });

  it('a run that is taken up again and fails as before ends the same, and repeats only failures', () => {
    fc.assert(
      fc.property(...world, fc.nat(), (shapes, flag, seed, first) => {
        const {steps, fails} = build(shapes);
        const text = write(steps);
        const options = optionsOf(fails, flag, seed);
        const whole = runInMemory(text, options);
        const dieAt = (first % (whole.journal.length + 1)) + 1;
        const killed = runInMemory(text, {...options, random: seeded(seed + 1), dieAt});
        const again = runInMemory(text, {
          ...options,
          random: seeded(seed + 2),
          journal: killed.journal,
          isRetried: true,
        });
        const known = new Map(killed.journal.map(({step, status}) => [step, status]));
        for (const {start} of again.starts) {
          expect([undefined, 'failed']).toContain(known.get(start.name));
        }
        expect(summary(again)).toEqual(summary(whole));
      }),
      runs,
    );
  });

  it('what is mended leaves no trace, unless it was let pass, and all else fails as before', () => {
    fc.assert(
      fc.property(...world, (shapes, flag, seed) => {
        const strict = shapes.map((shape) => ({
          ...shape,
          onError: shape.onError === 'continue' ? ('fail' as const) : shape.onError,
        }));
        const {steps, fails} = build(strict);
        const text = write(steps);
        // Steps that stand in fail, too, so that nothing is made good.
        const all = new Set([...fails, ...[...fails].map((name) => name.replace(/^s/, 'f'))]);
        const {journal} = runInMemory(text, optionsOf(all, flag, seed));
        const random = seeded(seed);
        const left = new Set([...fails].filter(() => random() < 0.5));
        const options = optionsOf(left, flag, seed);
        const mended = runInMemory(text, {...options, journal, isRetried: true});
        const whole = runInMemory(text, options);
        expect(summary(mended)).toEqual(summary(whole));
      }),
      runs,
    );
  });

  it('neither the order of steps in the file nor who ends first changes how a run ends', () => {
    fc.assert(
      fc.property(...world, (shapes, flag, seed) => {
        const {steps, fails} = build(shapes);
        const mixed = steps.map((step, at) => ({step, key: seeded(seed + at * 7919)()}));
        const shuffled = mixed.sort((left, right) => left.key - right.key).map(({step}) => step);
        const one = runInMemory(write(steps), optionsOf(fails, flag, seed));
        const other = runInMemory(write(shuffled), optionsOf(fails, flag, seed + 1));
        expect(summary(other)).toEqual(summary(one));
      }),
      runs,
    );
  });

  it('every graph with a cycle is refused, and the cycle is one of the file', () => {
    fc.assert(
      fc.property(...world, (shapes, _flag, seed) => {
        const {steps} = build(shapes);
        const random = seeded(seed);
        const plain = steps.filter(({id}) => id.startsWith('s'));
        const late = plain[Math.floor(random() * plain.length)];
        const early = plain[Math.floor(random() * plain.indexOf(late as never))] ?? late;
        // From the later one back to the earlier one, and along the way there, so that it closes.
        const ring = steps.map((step) => {
          const added = [
            ...(step === early ? [late?.id ?? ''] : []),
            ...(step === late && late !== early ? [early?.id ?? ''] : []),
          ];
          return {
            ...step,
            prompt: 'x',
            when: 'true',
            depends_on: [...new Set([...step.depends_on, ...added])],
          };
        });
        const checked = checkWorkflow(write(ring), new Map());
        const cycle = checked.ok ? undefined : checked.problems.find(({code}) => code === 'cycle');
        const [, named = ''] = /: (.+)\.$/.exec(cycle?.what ?? '') ?? [];
        const way = named.split(' -> ');
        expect(way.length).toBeGreaterThanOrEqual(2);
        expect(way.at(-1)).toBe(way[0]);
        for (const [at, id] of way.slice(1).entries()) {
          expect(waitsFor(ring, id)).toContain(way[at]);
        }
      }),
      runs,
    );
  });
});

/** What a step cannot start before: what it needs, the fallbacks of that, and whom it stands in for. */
function waitsFor(steps: Steps, id: string): string[] {
  const step = steps.find((each) => each.id === id);
  const needed = step?.depends_on ?? [];
  const fallbackOf = (name: string) =>
    /^fallback:(.+)$/.exec(steps.find((each) => each.id === name)?.on_error ?? '')?.[1];
  const standIns = needed.flatMap((each) => fallbackOf(each) ?? []);
  const failed = steps.filter((each) => fallbackOf(each.id) === id).map((each) => each.id);
  return [...needed, ...standIns, ...failed];
}
