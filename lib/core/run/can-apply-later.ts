import type {StepFailure} from './step-failure.ts';

/** Whether a good attempt was kept from the user's files by something that passes, or can be mended. */
export function canApplyLater({code}: StepFailure): boolean {
  return code === 'apply-busy' || code === 'repository-changed' || code === 'git-failed';
}
