import {costOf} from '../core/metrics/tokens.ts';
import {findPrices} from '../core/pricing/find-prices.ts';
import {childEnvironment, depthOf} from '../core/run/child-environment.ts';
import {writeClientArgs} from '../core/run/client-args.ts';
import {advanceReport, type ClientReport, noReport} from '../core/run/client-report.ts';
import {type ClientEnd, judgeAttempt} from '../core/run/judge-attempt.ts';
import {requireStructure} from '../core/run/require-structure.ts';
import {resourceLimits} from '../core/run/resource-limits.ts';
import type {AttemptOutcome, AttemptUse} from '../core/run/run-event.ts';
import type {AttemptState} from '../core/run/run-state.ts';
import {isModelTier, type Tier} from '../core/tier.ts';
import {readAgentPrompt} from '../edge/agent-prompt.ts';
import {startClient} from '../edge/client-attempt.ts';
import {findClientCli} from '../edge/client-cli.ts';
import {watchClient} from '../edge/client-watch.ts';
import type {Environment} from '../edge/environment.ts';
import {newId} from '../edge/new-id.ts';
import {endGroup, endMarked, endOrphans} from '../edge/process-group.ts';
import {isRunning} from '../edge/process-identity.ts';
import {makeAttemptFolder, type RunFiles} from '../edge/run-folder.ts';
import {openTail} from '../edge/stream-tail.ts';
import type {OpenRun} from './open-run.ts';
import {record} from './record.ts';

/** What every part of a run gets from outside. */
export interface RunWorld {
  environment: Environment;
  /** A person's wish to stop. */
  signal: AbortSignal;
  /** Gets what happens, for whoever watches. */
  notify: (notice: RunNotice) => void;
}

export type RunNotice =
  | {about: 'attempt'; step: string; attempt: number; tier: Tier; because: string}
  | {about: 'progress'; step: string; attempt: number; tier: Tier; report: ClientReport}
  | {about: 'ended'; step: string; attempt: number; outcome: AttemptOutcome; used: AttemptUse}
  | {about: 'waiting'; step: string; ms: number; because: string}
  | {about: 'verify'; step: string; attempt: number; command: string}
  | {about: 'verified'; step: string; attempt: number; isPassed: boolean}
  | {about: 'applied'; step: string; attempt: number; files: readonly string[]};

export interface AttemptOrder {
  step: string;
  attempt: number;
  tier: Tier;
  /** Where the client works. */
  folder: string;
  prompt: string;
  /** Variables for the child, such as the run's context. */
  variables: Readonly<Record<string, string | undefined>>;
  /** What is left to spend, in USD; null: no cap of ours. */
  budgetUsd: number | null;
}

/** Marks every process of an attempt, with `<run>/<step>/<attempt>`. */
export const markName = 'TIERWISE_ATTEMPT';

/** One client from its start to its end; what came of it is in the journal when this returns. */
export async function runAttempt(
  run: OpenRun,
  order: AttemptOrder,
  world: RunWorld,
): Promise<void> {
  const {step, attempt, tier, folder} = order;
  const files = run.files.attempt(step, attempt);
  makeAttemptFolder(files.folder);
  run.record({event: 'attempt-prepared', step, attempt, tier, folder});
  const start = performance.now();
  const {spec} = run.state();
  const program = findClientCli(world.environment);
  if (program === undefined) {
    endAttempt(run, order, {world, start, report: noReport, end: missing(world.environment)});
    return;
  }
  const client = await startClient({
    program,
    args: writeClientArgs({
      tier,
      spec,
      agentPrompt: isModelTier(tier) ? readAgentPrompt(world.environment, tier) : undefined,
      clientSession: newId(),
      budgetUsd: order.budgetUsd,
    }),
    environment: childEnvironment(
      {...world.environment, ...order.variables},
      {
        TIERWISE_DEPTH: String(depthOf(world.environment) + 1),
        [markName]: nameAttempt(run, order),
      },
    ),
    folder,
    streamFile: files.stream,
    errorFile: files.errors,
  });
  if ('reason' in client) {
    const reason = `${client.reason} (${program}, in ${folder})`;
    endAttempt(run, order, {world, start, report: noReport, end: {by: 'refused', reason}});
    return;
  }
  try {
    run.record({event: 'attempt-started', step, attempt, ...client.process});
    client.tell(order.prompt);
    await followClient(run, order, {world, start, ...client, timeoutMs: spec.timeout_ms});
  } catch (error) {
    // A full disk, for one: nobody would watch the client, and it would keep this process waiting.
    await endGroup(client.process.pid, {graceMs: 0});
    throw error;
  }
}

/**
 * Takes care of an attempt whose watching process is gone: a client that still works is watched to
 * its end, within the time that it was given; one that has ended is judged by what it wrote.
 */
export async function adoptAttempt(
  run: OpenRun,
  {step, ...state}: AttemptState & {step: string},
  world: RunWorld,
): Promise<void> {
  const {attempt, tier, folder, process} = state;
  const order = {step, attempt, tier, folder, prompt: '', variables: {}, budgetUsd: null};
  const start = performance.now();
  const mark = {name: markName, value: nameAttempt(run, order)};
  if (process === null) {
    // It was never told its prompt, so it has done nothing; what is left of it is ended.
    endMarked(mark.name, mark.value);
    endAttempt(run, order, {world, start, report: noReport, end: orphanEnd});
    return;
  }
  if (isRunning(process)) {
    const goneMs = Math.max(0, Date.now() - Date.parse(state.prepared_at));
    const timeoutMs = Math.max(0, run.state().spec.timeout_ms - goneMs);
    await followClient(run, order, {world, start, process, timeoutMs});
    return;
  }
  await endOrphans(process, mark);
  const report = readStream(run.files, order);
  endAttempt(run, order, {world, start, report, end: orphanEnd});
}

const orphanEnd: ClientEnd = {by: 'orphaned'};

async function followClient(
  run: OpenRun,
  order: AttemptOrder,
  client: {
    world: RunWorld;
    start: number;
    process: {pid: number; started: string};
    ended?: Promise<{exitCode: number | null; signal: string | null}>;
    timeoutMs: number;
  },
): Promise<void> {
  const {world, start, process, ended, timeoutMs} = client;
  const {step, attempt, tier} = order;
  const tail = openTail(run.files.attempt(step, attempt).stream);
  let report = noReport;
  try {
    const end = await watchClient({
      process,
      ...(ended === undefined ? {} : {ended}),
      tail,
      use: (line) => {
        if (line !== undefined) {
          report = advanceReport(report, line);
        } else {
          world.notify({about: 'progress', step, attempt, tier, report});
        }
      },
      timeoutMs,
      maxOutputBytes: resourceLimits.outputBytes,
      maxMemoryBytes: resourceLimits.memoryBytes,
      signal: world.signal,
      mark: {name: markName, value: nameAttempt(run, order)},
    });
    endAttempt(run, order, {world, start, report, end: ended === undefined ? adopted(end) : end});
  } finally {
    tail.close();
  }
}

/** The exit code of another process's child is not ours to see; its result is all that counts. */
function adopted(end: ClientEnd): ClientEnd {
  return end.by === 'itself' ? orphanEnd : end;
}

/** What a client that has ended wrote. */
export function readStream(files: RunFiles, {step, attempt}: AttemptName): ClientReport {
  const tail = openTail(files.attempt(step, attempt).stream);
  try {
    return [...tail.readLines(), ...tail.readRest()].reduce(advanceReport, noReport);
  } finally {
    tail.close();
  }
}

interface AttemptName {
  step: string;
  attempt: number;
}

function endAttempt(
  run: OpenRun,
  {step, attempt, tier}: AttemptOrder,
  {
    world,
    start,
    report,
    end,
  }: {world: RunWorld; start: number; report: ClientReport; end: ClientEnd},
): void {
  const judged = judgeAttempt(end, report, new Date().toISOString());
  const outcome = requireStructure(judged, run.state().spec, report);
  const used: AttemptUse = {
    model: report.model,
    cost_usd: report.result?.costUsd ?? estimateCost(report),
    turns: report.result?.turns ?? report.turns,
    tokens: report.result?.tokens ?? report.tokens,
    duration_ms: Math.round(performance.now() - start),
  };
  run.record({event: 'attempt-ended', step, attempt, outcome, used});
  const {run: id, spec} = run.state();
  const where = {session_id: spec.session ?? id, prompt_id: spec.prompt_id ?? undefined};
  record(where, world.environment, {
    event: 'run',
    run: id,
    step,
    attempt,
    tier,
    model: used.model,
    outcome: outcome.is_done ? 'done' : outcome.failure.code,
    cost_usd: used.cost_usd,
    turns: used.turns,
    duration_ms: used.duration_ms,
  });
  world.notify({about: 'ended', step, attempt, outcome, used});
}

/** What a client that was ended had spent, from its tokens; null when nobody knows the prices. */
function estimateCost({model, tokens, turns}: ClientReport): number | null {
  if (turns === 0) {
    return 0;
  }
  const prices = model === null ? undefined : findPrices(model);
  return prices === undefined ? null : costOf(tokens, prices);
}

function missing(environment: Environment): ClientEnd {
  return {by: 'missing', lookedIn: environment.PATH ?? ''};
}

/** The value of the mark. */
export function nameAttempt(run: OpenRun, {step, attempt}: AttemptName): string {
  return `${run.state().run}/${step}/${attempt}`;
}
