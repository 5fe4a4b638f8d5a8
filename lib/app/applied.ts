import type {SetupNote} from '../core/setup/setup-note.ts';

/** What became of a plan. */
export interface Applied {
  /** false: settings.json changed since it was read, and the plan is out of date. */
  isCurrent: boolean;
  notes: SetupNote[];
}
