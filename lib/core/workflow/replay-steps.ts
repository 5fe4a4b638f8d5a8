import {notNeeded, reportStep} from './report-step.ts';
import type {Schedule, StepNode, StepReport, Unit, UnitQueue} from './schedule.ts';

export interface StepEnd extends Pick<StepReport, 'status' | 'because'> {
  /** It met what stopped the run, which says nothing about its work. */
  isStop?: boolean;
}

/** What a journal knows of a run. Names are those of steps and of elements of steps. */
export interface StepJournal {
  /** How it ended; undefined: it did not. */
  readEnd: (name: string) => StepEnd | undefined;
  /** What it answered. */
  readOutput: (name: string) => unknown;
  /** Answers that were brought along from another run; undefined: this one was not. */
  readTaken: (name: string) => unknown;
}

/**
 * Brings a new schedule to where a journal ends. What is done stays done.
 * @param isRetried A failure that nothing made good is forgotten, so that the step is tried again;
 * so is what stopped the run, and that a step was skipped because of either. False: to look at the run only.
 */
export function replaySteps(
  schedule: Schedule,
  journal: StepJournal,
  {isRetried}: {isRetried: boolean},
): void {
  // Each after what it needs: only then is it known of what elements it has.
  for (const node of schedule.nodes.values()) {
    const {id} = node.step;
    for (const index of node.elements?.values.keys() ?? []) {
      const name = `${id}.${index}`;
      replay(schedule, journal, {
        name,
        isForgotten: isRetried && isElementForgotten(node, name, journal),
      });
    }
    replay(schedule, journal, {
      name: id,
      isForgotten: isRetried && isForgotten(schedule, node, journal),
    });
  }
}

/**
 * Units whose clients may still be at work come first, so that no client is left alone for long, and
 * nothing edits a folder beside it. They get queues of their own, before those of every kind.
 */
export function putFirst(schedule: Schedule, names: ReadonlySet<string>): void {
  const isNamed = ({name}: Unit) => names.has(name);
  const queues = [...schedule.queues];
  schedule.queues = new Map([
    ...queues.map(([key, queue]) => [`first ${key}`, select(queue, isNamed)] as const),
    ...queues.map(([key, queue]) => [key, select(queue, (unit) => !isNamed(unit))] as const),
  ]);
}

function select(queue: UnitQueue, isMeant: (unit: Unit) => boolean): UnitQueue {
  return {...queue, head: 0, units: queue.units.slice(queue.head).filter(isMeant)};
}

function replay(
  schedule: Schedule,
  journal: StepJournal,
  {name, isForgotten: isPassedOver}: {name: string; isForgotten: boolean},
): void {
  const end = journal.readEnd(name);
  if (end === undefined || isPassedOver) {
    return;
  }
  const output = end.status === 'done' ? readOutput(schedule, journal, name) : null;
  const {status, because} = end;
  reportStep(schedule, {step: name, status, because, output});
}

function readOutput(schedule: Schedule, journal: StepJournal, name: string): unknown {
  const elements = schedule.nodes.get(name)?.elements;
  const gathered = elements ? gather(elements.outputs, name, journal) : undefined;
  return (
    journal.readTaken(name) ??
    gathered ??
    schedule.decisions.get(name)?.output ??
    journal.readOutput(name)
  );
}

/** The answers of a step that is done: of the list that it worked on, however long that is now. */
function gather(outputs: readonly unknown[], name: string, journal: StepJournal): unknown[] {
  const answers: unknown[] = [];
  for (;;) {
    const element = `${name}.${answers.length}`;
    const end = journal.readEnd(element);
    if (end === undefined) {
      return answers;
    }
    const isRead = answers.length < outputs.length;
    const output = end.status === 'done' ? journal.readOutput(element) : null;
    answers.push(isRead ? outputs[answers.length] : output);
  }
}

function isElementForgotten({step}: StepNode, name: string, {readEnd}: StepJournal): boolean {
  const end = readEnd(name);
  return end?.status === 'failed' && (step.onError.kind !== 'continue' || end.isStop === true);
}

function isForgotten(schedule: Schedule, node: StepNode, journal: StepJournal): boolean {
  const {step} = node;
  const end = journal.readEnd(step.id);
  if (end?.status === 'skipped') {
    return isOpenAgain(schedule, node);
  }
  if (end?.status !== 'failed') {
    return false;
  }
  if (end.isStop || step.onError.kind === 'fail') {
    return true;
  }
  if (step.onError.kind === 'continue') {
    return false;
  }
  // One that is at work stands in, or will; one that failed too may fail again after a new try.
  const standIn = schedule.nodes.get(step.onError.step);
  const standInEnd = journal.readEnd(step.onError.step);
  const isRefused = standInEnd?.status === 'skipped' && standInEnd.because !== notNeeded(step.id);
  return (
    isRefused ||
    (standInEnd?.status === 'failed' &&
      !standInEnd.isStop &&
      standIn !== undefined &&
      isForgotten(schedule, standIn, journal))
  );
}

/**
 * A step was skipped because of how those before it ended, or the one that it stands in for. Where
 * that is to be done again, or was since, it has to be judged anew.
 */
function isOpenAgain({nodes}: Schedule, {step, standsInFor}: StepNode): boolean {
  const before = standsInFor === null ? step.dependsOn : [standsInFor];
  return before.some((id) => nodes.get(id)?.settled === undefined);
}
