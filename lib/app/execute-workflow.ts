import type {RunStop} from '../core/run/run-stop.ts';
import {stopOf} from '../core/run/stop-of.ts';
import {haltStep} from '../core/workflow/halt-step.ts';
import {isAwaited} from '../core/workflow/is-awaited.ts';
import {putFirst} from '../core/workflow/replay-steps.ts';
import {reportStep} from '../core/workflow/report-step.ts';
import type {Schedule, StepReport} from '../core/workflow/schedule.ts';
import {scheduleEnd} from '../core/workflow/schedule-end.ts';
import {stepSpec} from '../core/workflow/step-spec.ts';
import {summariseWorkflow, type WorkflowSummary} from '../core/workflow/summarise-workflow.ts';
import {type ScheduleLimits, type StepStart, takeStep} from '../core/workflow/take-step.ts';
import {afterTime} from '../edge/pause.ts';
import {storeValues} from '../edge/workflow-store.ts';
import {endOrphans} from './end-orphans.ts';
import {harvestLimits} from './harvest-limits.ts';
import type {OpenRun} from './open-run.ts';
import {nameFailure, readAnswer, replayRun} from './open-workflow.ts';
import type {RunWorld} from './run-attempt.ts';
import {runStep} from './run-step.ts';
import type {OpenWorkflow} from './start-workflow.ts';

/** Steps of a tier at the same time: the larger one is, the sooner an account's limit is met. */
const perTier: ScheduleLimits['perTier'] = {haiku: 8, sonnet: 4, opus: 2, stay: 2};

export interface WorkflowWorld extends Omit<RunWorld, 'notify'> {
  notify: (notice: WorkflowNotice) => void;
}

/** What happens in a run, for whoever watches. */
export type WorkflowNotice =
  | Parameters<RunWorld['notify']>[0]
  | {about: 'workflow'; run: string; workflow: string; file: string; steps: readonly string[]}
  | {about: 'step-started'; step: string; tier: string; because: string}
  | {about: 'step-ended'; step: string; status: StepReport['status']; because: string};

export interface WorkflowEnd {
  summary: WorkflowSummary;
  stop: RunStop | undefined;
}

/**
 * Works on a run of a workflow until every step has settled, a limit is met, the time is over or a
 * person stops it. The same for a new run and for one that is taken up again: what is done is read
 * from the journal.
 */
export async function executeWorkflow(
  opened: OpenWorkflow,
  world: WorkflowWorld,
): Promise<WorkflowEnd> {
  const {run, workflow, stored} = opened;
  const time = workflow.timeoutMs === null ? undefined : afterTime(workflow.timeoutMs);
  try {
    const schedule = replayRun(world.environment, run.files, {
      ...opened,
      state: run.state(),
      isRetried: true,
    });
    await tendOrphans(run, schedule);
    const steps = [...schedule.nodes.keys()];
    world.notify({
      about: 'workflow',
      run: run.state().run,
      workflow: workflow.name,
      file: stored.file,
      steps,
    });
    const signal = time === undefined ? world.signal : AbortSignal.any([world.signal, time.signal]);
    const stop = await work(opened, schedule, {...world, signal});
    const told =
      stop?.by === 'person' && time?.signal.aborted ? timeStop(workflow.timeoutMs) : stop;
    writeEnd(run, schedule, told);
    const {status, updated_at} = run.state();
    const summary = summariseWorkflow(schedule, run.state(), {
      file: stored.file,
      status,
      at: updated_at,
    });
    return {summary, stop: told};
  } finally {
    time?.cancel();
    run.close();
  }
}

/**
 * Clients of an earlier process whose steps go on are taken over by them, and those come first; the
 * clients of steps that have no use for them any more are ended.
 */
async function tendOrphans(run: OpenRun, schedule: Schedule): Promise<void> {
  const open = Object.entries(run.state().steps).filter(([, {attempts}]) =>
    attempts.some(({outcome}) => outcome === null),
  );
  putFirst(schedule, new Set(open.map(([name]) => name)));
  for (const [name] of open.filter(([each]) => !isAwaited(schedule, each))) {
    await endOrphans(run, name);
  }
}

/** What cannot be written down, as on a full disk, stops the run: its clients are ended first. */
async function work(
  opened: OpenWorkflow,
  schedule: Schedule,
  world: WorkflowWorld,
): Promise<RunStop | undefined> {
  const running: Running = new Map();
  const halt = new AbortController();
  const signal = AbortSignal.any([world.signal, halt.signal]);
  try {
    return await loop(opened, schedule, {world: {...world, signal}, running});
  } catch (error) {
    halt.abort();
    await Promise.allSettled(running.values());
    throw error;
  }
}

/** Steps that are worked on, by name. */
type Running = Map<string, Promise<RunStop | undefined>>;

/** What can start is started, and each end may let more of it start. */
async function loop(
  {run, workflow}: OpenWorkflow,
  schedule: Schedule,
  {world, running}: {world: WorkflowWorld; running: Running},
): Promise<RunStop | undefined> {
  const limits = {parallel: workflow.maxParallel, perTier};
  let stop: RunStop | undefined;
  const takeNext = (): StepStart | undefined =>
    stop !== undefined || world.signal.aborted ? undefined : takeStep(schedule, limits);
  for (;;) {
    decideSteps(run, schedule, world);
    for (let next = takeNext(); next !== undefined; next = takeNext()) {
      const {name, because, ladder} = next;
      world.notify({about: 'step-started', step: name, tier: String(ladder[0]), because});
      const work = workOn(run, next, {schedule, world});
      running.set(
        name,
        work.finally(() => running.delete(name)),
      );
    }
    if (running.size === 0) {
      const isOver = scheduleEnd(schedule) !== undefined;
      return stop ?? (world.signal.aborted && !isOver ? interrupted : undefined);
    }
    stop = (await Promise.race(running.values())) ?? stop;
  }
}

const interrupted: RunStop = {by: 'person', failure: {code: 'interrupted'}};

function timeStop(timeoutMs: number | null): RunStop {
  return {by: 'time', failure: {code: 'timed-out', timeout_ms: timeoutMs ?? 0}};
}

/** What needs no agent goes into the journal first, as everything does. */
function decideSteps(run: OpenRun, schedule: Schedule, world: WorkflowWorld): void {
  for (const decision of schedule.decisions.values()) {
    const {step, status, because} = decision;
    run.record({event: 'step-decided', step, status, because});
    reportStep(schedule, decision);
    world.notify({about: 'step-ended', step, status, because});
  }
}

/** undefined: the step has ended, well or not, and the run goes on. */
async function workOn(
  run: OpenRun,
  start: StepStart,
  {schedule, world}: {schedule: Schedule; world: WorkflowWorld},
): Promise<RunStop | undefined> {
  const {name} = start;
  storeValues(start.files);
  const view = viewStep(run, start);
  const end = await runStep(view, {step: name, prompt: start.prompt, variables: start.env}, world);
  // At each step's end: a workflow may take hours, and other jobs of the night go by the figures.
  const failure = end.status === 'done' ? null : end.failure;
  harvestLimits(run, {step: name, failure}, world.environment);
  if (end.status === 'parked') {
    return {by: 'limit', failure: end.failure};
  }
  const because = nameFailure(failure);
  const stop = end.status === 'failed' ? stopOf(end.failure) : undefined;
  if (stop?.by === 'person') {
    return stop;
  }
  if (stop !== undefined) {
    haltStep(schedule, name, because);
    world.notify({about: 'step-ended', step: name, status: 'failed', because});
    return stop;
  }
  const state = view.state();
  const output =
    end.status === 'done' ? readAnswer(run.files, name, {state, step: run.step(name)}) : null;
  reportStep(schedule, {step: name, status: end.status, because, output});
  world.notify({about: 'step-ended', step: name, status: end.status, because});
  return undefined;
}

/** The orchestrator works on a run with one task; here each step has its own. */
function viewStep(run: OpenRun, start: StepStart): OpenRun {
  return {
    ...run,
    state: () => {
      const state = run.state();
      return {...state, spec: stepSpec(state.spec, start)};
    },
  };
}

/** null: nobody knows. */
function limitEnd(failure: RunStop['failure']): string | null {
  switch (failure.code) {
    case 'limit-reached':
      return failure.resets_at;
    case 'breaker-open':
      return failure.until;
    default:
      return null;
  }
}

function writeEnd(run: OpenRun, schedule: Schedule, stop: RunStop | undefined): void {
  if (stop?.by === 'limit') {
    const {failure} = stop;
    run.record({event: 'run-parked', until: limitEnd(failure), failure});
  } else if (stop?.by === 'person') {
    run.record({event: 'run-ended', status: 'interrupted'});
  } else {
    run.record({event: 'run-ended', status: scheduleEnd(schedule) ?? 'failed'});
  }
}
