import {openSchedule} from '../../../lib/core/workflow/open-schedule.ts';
import {replaySteps} from '../../../lib/core/workflow/replay-steps.ts';
import {reportStep} from '../../../lib/core/workflow/report-step.ts';
import type {Schedule, StepReport} from '../../../lib/core/workflow/schedule.ts';
import {scheduleEnd} from '../../../lib/core/workflow/schedule-end.ts';
import {
  type ScheduleLimits,
  type StepStart,
  takeStep,
} from '../../../lib/core/workflow/take-step.ts';
import {readChecked} from './read-workflow.ts';

export interface MemoryRun {
  /** What survives a crash. */
  journal: StepReport[];
  /** Every start, in order, with what ran beside it. */
  starts: {start: StepStart; beside: StepStart[]; ended: ReadonlySet<string>}[];
  end: 'done' | 'failed' | undefined;
  schedule: Schedule;
}

export interface MemoryOptions {
  limits?: ScheduleLimits;
  inputs?: Record<string, unknown>;
  /** How a step ends; it is the same each time. */
  work?: (start: StepStart) => Pick<StepReport, 'status' | 'output'>;
  /** Which of the running steps ends next, from 0 to 1. */
  random?: () => number;
  /** The journal of an earlier process. */
  journal?: readonly StepReport[];
  /** It is taken up as `resume` does: what failed is tried again. */
  isRetried?: boolean;
  /** The process dies once the journal has so many lines. */
  dieAt?: number;
}

const noLimits: ScheduleLimits = {parallel: 4, perTier: {}};

/** An engine whose agents need no time: as the local one, it lives from its journal alone. */
export function runInMemory(text: string, options: MemoryOptions = {}): MemoryRun {
  const {
    limits = noLimits,
    inputs = {},
    random = () => 0,
    isRetried = false,
    dieAt = Number.POSITIVE_INFINITY,
  } = options;
  const work = options.work ?? (({name}) => ({status: 'done' as const, output: `out of ${name}`}));
  const {workflow, graph} = readChecked(text);
  const schedule = openSchedule(workflow, graph, {
    inputs,
    route: () => ({ladder: ['sonnet'], because: 'as told'}),
    nameFile: (name) => `/values/${name}`,
  });
  const run: MemoryRun = {
    journal: [...(options.journal ?? [])],
    starts: [],
    end: undefined,
    schedule,
  };
  // As the local engine takes a run up: from what the journal says of each step, whatever its order.
  const known = new Map(run.journal.map((report) => [report.step, report]));
  const journal = {
    readEnd: (name: string) => known.get(name),
    readOutput: (name: string) => known.get(name)?.output,
    readTaken: () => undefined,
  };
  replaySteps(schedule, journal, {isRetried});
  const running: StepStart[] = [];
  const write = (report: StepReport): boolean => {
    run.journal.push(report);
    reportStep(schedule, report);
    return run.journal.length >= dieAt;
  };
  for (;;) {
    for (const decision of schedule.decisions.values()) {
      if (write(decision)) {
        return run;
      }
    }
    for (let start = takeStep(schedule, limits); start; start = takeStep(schedule, limits)) {
      run.starts.push({
        start,
        beside: [...running],
        ended: new Set(run.journal.map(({step}) => step)),
      });
      running.push(start);
    }
    if (schedule.decisions.size > 0) {
      continue;
    }
    const [next] = running.splice(Math.floor(random() * running.length), 1);
    if (next === undefined) {
      run.end = scheduleEnd(schedule);
      return run;
    }
    const {status, output} = work(next);
    if (write({step: next.name, status, because: 'as told', output})) {
      return run;
    }
  }
}
