import type {JobEnd} from '../core/night/job-end.ts';
import type {NightWindow} from '../core/night/night-window.ts';
import type {Job} from '../core/queue/job.ts';
import type {StoredJob} from '../core/queue/judge-jobs.ts';
import type {StartReason} from '../core/quota/judge-start.ts';
import type {Habits} from '../core/quota/learn-habits.ts';
import type {Tier} from '../core/tier.ts';
import type {Environment} from '../edge/environment.ts';
import type {JobFile} from '../edge/queue-folder.ts';

export interface NightOrder {
  environment: Environment;
  zone: string;
  window: NightWindow;
  /** A person said when to stop, and with it to begin now; null: the window decides. */
  untilMs: number | null;
  maxJobs: number;
  maxUsd: number;
  /** A person's wish to stop. */
  signal: AbortSignal;
  notify: (notice: NightNotice) => void;
}

export type NightNotice =
  | {about: 'interrupted'; job: string}
  | {about: 'started'; job: Job; tier: Tier}
  | {about: 'ended'; job: Job; end: JobEnd; isOver: boolean}
  | {about: 'waiting'; because: StartReason; untilMs: number | null};

/**
 * One attempt at a job in a trusted folder, by its real path. `begun` is told before any work, and
 * `thrownAway` of what was begun but is not the attempt whose end is told: that is not in its cost.
 */
export type StartJob = (
  stored: StoredJob,
  at: {
    folder: string;
    tier: Tier;
    maxUsd: number;
    signal: AbortSignal;
    begun: (run: string) => void;
    thrownAway: (run: string, costUsd: number) => void;
  },
) => Promise<JobEnd>;

export interface NightReport {
  jobs: {job: string; status: JobEnd['status']; because: string; costUsd: number}[];
  costUsd: number;
  because: NightEnd;
}

export type NightEnd =
  | StartReason
  | 'nothing-to-do'
  | 'jobs-reached'
  | 'money-reached'
  | 'interrupted';

export interface RunningJob {
  stored: StoredJob;
  file: JobFile;
  tier: Tier;
  fromMs: number;
  /** What its attempt before this one cost, of which nothing is kept. */
  thrownAwayUsd: number;
  control: AbortController;
  ended: Promise<void>;
}

/** What a night knows beside what lies on the disk. */
export interface Night {
  order: NightOrder;
  startJob: StartJob;
  habits: Habits;
  running: Map<string, RunningJob>;
  report: NightReport;
  /** Its caps hold for everything that is done from here on, by other nights, too. */
  startsAtMs: number;
  /** How many jobs have ended; a change of it is a reason to look again. */
  ended: number;
  /** Jobs that this night has done with. */
  passedOver: Set<string>;
  /** What routing said of its jobs. */
  tiers: Map<string, Tier>;
  waitingFor: StartReason | undefined;
  /** A limit that a job ran into: the others would, too. */
  limitedUntilMs: number;
}
