import type {Tier} from '../tier.ts';
import {fillTemplate} from './fill-template.ts';
import type {Schedule, Unit, UnitQueue} from './schedule.ts';
import {lookUp} from './step-values.ts';
import type {Step} from './workflow.ts';

/** A step, or an element of one, to start now. */
export interface StepStart {
  /** Its name in the journal. */
  name: string;
  step: Step;
  /** Tiers to try in turn, the first one first. */
  ladder: readonly Tier[];
  /** Why these. */
  because: string;
  prompt: string;
  env: Readonly<Record<string, string>>;
  /** Values that are too large for the prompt, which names these files instead. */
  files: readonly ValueFile[];
}

interface ValueFile {
  path: string;
  text: string;
}

/** Letters of a value that stands in a prompt itself, at most. */
const maxInline = 100_000;

export interface ScheduleLimits {
  /** Steps at the same time. */
  parallel: number;
  /** Steps of a tier at the same time; one that is not named has no limit of its own. */
  perTier: Readonly<Partial<Record<Tier, number>>>;
}

/**
 * Takes the next step that may start within the limits; it counts as running from now on. undefined:
 * none may. Steps that edit one folder never run beside each other.
 */
export function takeStep(schedule: Schedule, limits: ScheduleLimits): StepStart | undefined {
  if (schedule.running.size >= limits.parallel) {
    return undefined;
  }
  const unit = takeUnit(schedule, limits);
  if (unit === undefined) {
    return undefined;
  }
  schedule.running.set(unit.name, unit);
  unit.node.status = 'running';
  return fill(schedule, unit);
}

/** At most two queues of a kind, so this costs the same for ten steps and for 5,000. */
function takeUnit(schedule: Schedule, {perTier}: ScheduleLimits): Unit | undefined {
  const running = [...schedule.running.values()];
  for (const queue of schedule.queues.values()) {
    const ofTier = running.filter(({ladder}) => ladder[0] === queue.tier).length;
    const isFull = ofTier >= (perTier[queue.tier] ?? Number.POSITIVE_INFINITY);
    const isHeld = queue.isExclusive && running.some(({isExclusive}) => isExclusive);
    const unit = isFull || isHeld ? undefined : takeHead(queue);
    if (unit !== undefined) {
      return unit;
    }
  }
  return undefined;
}

function takeHead(queue: UnitQueue): Unit | undefined {
  while (queue.head < queue.units.length) {
    const unit = queue.units[queue.head] as Unit;
    queue.head += 1;
    if (queue.head > 100 && queue.head * 2 > queue.units.length) {
      queue.units.splice(0, queue.head);
      queue.head = 0;
    }
    if (isOpen(unit)) {
      return unit;
    }
  }
  return undefined;
}

/** Not so: elements of a step that has failed meanwhile, and what a journal knew to have ended. */
function isOpen({node, index}: Unit): boolean {
  const isEnded = index !== null && node.elements?.ended.has(index) === true;
  return !isEnded && (node.status === 'ready' || node.status === 'running');
}

function fill(schedule: Schedule, {name, node, index, ladder, because}: Unit): StepStart {
  const {step, elements} = node;
  const element = index === null ? null : {index, value: elements?.values[index]};
  const look = lookUp(schedule, element);
  const files = new Map<string, string>();
  const place = (value: string, path: readonly string[]): string => {
    if (value.length <= maxInline) {
      return value;
    }
    const file = schedule.nameFile(`${name}-${path.join('.')}.txt`);
    files.set(file, value);
    return `(${value.length} letters, in the file ${file})`;
  };
  const env = Object.entries(step.env).map(([key, text]) => [key, fillTemplate(text, look, place)]);
  return {
    name,
    step,
    ladder,
    because,
    prompt: fillTemplate(step.prompt, look, place),
    env: Object.fromEntries(env),
    files: [...files].map(([path, text]) => ({path, text})),
  };
}
