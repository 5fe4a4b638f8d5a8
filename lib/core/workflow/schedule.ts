import type {Tier} from '../tier.ts';
import type {RouteStep} from './choose-step-tier.ts';
import type {Step, Workflow} from './workflow.ts';

/**
 * What a run of a workflow has come to, and what is next: a fold over the ends of its steps, which
 * come from its journal or as they happen (`report-step.ts`). It is changed in place, since a copy
 * of 5,000 steps for each of them would cost more than the work.
 */
export interface Schedule {
  workflow: Workflow;
  inputs: Readonly<Record<string, unknown>>;
  route: RouteStep;
  /** Where a value lies that is too large for a prompt. */
  nameFile: (name: string) => string;
  /** By id, each after what it needs. */
  nodes: ReadonlyMap<string, StepNode>;
  /** By id, and by the name of the output. */
  byName: ReadonlyMap<string, StepNode>;
  /** Units that could start, by kind; earlier queues come first. */
  queues: Map<string, UnitQueue>;
  running: Map<string, Unit>;
  /** Ends that follow from the file alone; they are reported once the journal has them. */
  decisions: Map<string, StepReport>;
  /** Steps that have not settled. */
  open: number;
}

/** How a step, or one element of it, ended. */
export interface StepReport {
  /** The id of a step, or `review.3` for an element of one with `for_each`. */
  step: string;
  status: 'done' | 'failed' | 'skipped';
  because: string;
  /** Text, or JSON where the step has an `output_schema`; null unless it is done. */
  output: unknown;
}

export type StepStatus =
  | 'waiting'
  | 'ready'
  | 'running'
  | 'done'
  | 'failed'
  | 'skipped'
  /** Something that it needs failed. */
  | 'not-run';

export interface StepNode {
  step: Step;
  dependents: readonly string[];
  /** The step that it stands in for. */
  standsInFor: string | null;
  /** What it still waits for. */
  missing: number;
  /** Of what it waited for, what ran. */
  ran: number;
  /** The first of what it needs that failed. */
  broken: string | null;
  status: StepStatus;
  because: string;
  /** What the steps that need it see; undefined: not yet. */
  settled: Settled | undefined;
  /** Of a step with `for_each`, once its list is known. */
  elements: {values: readonly unknown[]; outputs: unknown[]; ended: Set<number>} | null;
}

export type Settled = {kind: 'ran'; output: unknown} | {kind: 'skipped'} | {kind: 'broken'};

/** What is started as one: a step, or one element of one. */
export interface Unit {
  /** Its name in the journal. */
  name: string;
  node: StepNode;
  /** null: the step has no `for_each`. */
  index: number | null;
  /** Tiers to try in turn. */
  ladder: readonly Tier[];
  because: string;
  /** It may change files of the folder itself, so no other such may run beside it. */
  isExclusive: boolean;
}

/** Units of one kind, in the order in which they became ready. */
export interface UnitQueue {
  /** The first one of the ladder. */
  tier: Tier;
  isExclusive: boolean;
  units: Unit[];
  /** Where the first one stands that was not taken. */
  head: number;
}
