// What scheduling costs per step, with agents that need no time, and how it grows with the graph.
//   npm run bench:workflow [-- --json]
import {parseArgs} from 'node:util';
import {checkWorkflow} from '../../lib/core/workflow/check-workflow.ts';
import {openSchedule} from '../../lib/core/workflow/open-schedule.ts';
import {reportStep} from '../../lib/core/workflow/report-step.ts';
import {scheduleEnd} from '../../lib/core/workflow/schedule-end.ts';
import {takeStep} from '../../lib/core/workflow/take-step.ts';

const {values} = parseArgs({options: {json: {type: 'boolean', default: false}}});

/** Most that one step of a graph of 1,000 may take. */
const goalMs = 5;
const sizes = [10, 100, 1000, 5000];
const limits = {parallel: 8, perTier: {opus: 2}};
const tiers = ['haiku', 'sonnet', 'opus'] as const;

/** Whom step `at` of `size` waits for. */
const shapes: Record<string, (at: number, size: number) => number[]> = {
  row: (at) => (at === 0 ? [] : [at - 1]),
  fan: (at, size) => (at === 0 ? [] : at === size - 1 ? range(1, size - 1) : [0]),
  layers: (at) =>
    range(0, 3)
      .map((each) => at - 10 - ((at * 7 + each * 13) % 10))
      .filter((each) => each >= 0),
};

interface Row {
  shape: string;
  steps: number;
  checkMs: number;
  perStepMs: number;
  heapMb: number;
}

const rows = Object.keys(shapes).flatMap((shape) => sizes.map((steps) => measure(shape, steps)));

if (values.json) {
  console.log(JSON.stringify(rows));
} else {
  console.log('shape    steps   check ms   ms per step   heap MB');
  for (const {shape, steps, checkMs, perStepMs, heapMb} of rows) {
    const cells = [
      checkMs.toFixed(0).padStart(9),
      perStepMs.toFixed(4).padStart(12),
      heapMb.toFixed(1).padStart(8),
    ];
    console.log(`${shape.padEnd(7)} ${String(steps).padStart(6)}  ${cells.join('  ')}`);
  }
}
const slow = rows.filter(({steps, perStepMs}) => steps === 1000 && perStepMs > goalMs);
for (const {shape, perStepMs} of slow) {
  console.error(`${shape}: ${perStepMs.toFixed(2)} ms per step, the goal is ${goalMs}.`);
}
process.exitCode = slow.length > 0 ? 1 : 0;

/** The median of three runs; the heap is what the last one still holds at its end. */
function measure(shape: string, steps: number): Row {
  const text = write(shape, steps);
  const rounds = range(0, 3).map(() => runOnce(text));
  const median = (of: (round: (typeof rounds)[number]) => number) =>
    rounds.map(of).sort((left, right) => left - right)[1] as number;
  return {
    shape,
    steps,
    checkMs: median((round) => round.checkMs),
    perStepMs: median((round) => round.runMs) / steps,
    heapMb: median((round) => round.heapMb),
  };
}

function runOnce(text: string): {checkMs: number; runMs: number; heapMb: number} {
  globalThis.gc?.();
  const heap = process.memoryUsage().heapUsed;
  const start = performance.now();
  const checked = checkWorkflow(text, new Map());
  if (!checked.ok) {
    throw new Error(JSON.stringify(checked.problems[0]));
  }
  const checkMs = performance.now() - start;
  const schedule = openSchedule(checked.workflow, checked.graph, {
    inputs: {},
    nameFile: (name) => name,
    route: () => ({ladder: ['haiku'], because: 'as told'}),
  });
  for (let end = scheduleEnd(schedule); end === undefined; end = scheduleEnd(schedule)) {
    for (const decision of schedule.decisions.values()) {
      reportStep(schedule, decision);
    }
    const started = [];
    for (let next = takeStep(schedule, limits); next; next = takeStep(schedule, limits)) {
      started.push(next);
    }
    for (const {name} of started) {
      reportStep(schedule, {
        step: name,
        status: 'done',
        because: 'at once',
        output: `out of ${name}`,
      });
    }
  }
  const runMs = performance.now() - start - checkMs;
  globalThis.gc?.();
  const heapMb = (process.memoryUsage().heapUsed - heap) / 1e6;
  // Asked only now, so that the schedule is still held while the heap is looked at.
  if (schedule.open > 0) {
    throw new Error(`${schedule.open} steps did not settle`);
  }
  return {checkMs, runMs, heapMb};
}

function write(shape: string, size: number): string {
  const steps = range(0, size).map((at) => ({
    id: `s${at}`,
    tier: tiers[at % tiers.length],
    prompt: `Work on part ${at}.`,
    depends_on: (shapes[shape]?.(at, size) ?? []).map((each) => `s${each}`),
  }));
  return JSON.stringify({workflow: {name: shape, steps}});
}

function range(from: number, to: number): number[] {
  return Array.from({length: to - from}, (_, at) => from + at);
}
