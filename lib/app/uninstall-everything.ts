import {removalCommand, type Scheduler} from '../core/night/schedule.ts';
import type {SetupResult} from '../core/setup/setup-failure.ts';
import type {SetupNote} from '../core/setup/setup-note.ts';
import type {SetupReport} from '../core/setup/setup-report.ts';
import type {Environment} from '../edge/environment.ts';
import {findSchedulesOfFolder, uninstallSchedule} from '../edge/scheduler.ts';
import {catchFileErrors} from './catch-file-errors.ts';
import type {SetupRequest} from './install.ts';
import {uninstall} from './uninstall.ts';

/**
 * An uninstall, and what has the machine start nights by itself: that would start a program which
 * is gone, or go on working from a clone. An uninstall that cannot be done leaves it, too.
 */
export async function uninstallEverything(
  request: SetupRequest,
  environment: Environment,
): Promise<SetupResult<SetupReport>> {
  return catchFileErrors(async () => {
    const found = request.scope === 'user' ? await findSchedulesOfFolder(environment) : [];
    const done = await uninstall(request);
    if (!done.ok || found.length === 0) {
      return done;
    }
    const left = request.dryRun ? [] : await takeOut(found, environment);
    const schedules = found.filter((each) => !left.some(({scheduler}) => scheduler === each));
    const {isChanged, notes} = done.value;
    return {
      ok: true,
      value: {
        ...done.value,
        isChanged: isChanged || schedules.length > 0,
        schedules,
        notes: [...notes, ...left],
      },
    };
  });
}

type ScheduleLeft = Extract<SetupNote, {code: 'schedule-left'}>;

/** Gives those that could not be taken out. */
async function takeOut(
  schedules: readonly Scheduler[],
  environment: Environment,
): Promise<ScheduleLeft[]> {
  const left: ScheduleLeft[] = [];
  for (const scheduler of schedules) {
    const refusal = await uninstallSchedule(scheduler, environment);
    if (refusal !== undefined) {
      const reason = `${refusal.command}: ${refusal.message}`;
      left.push({code: 'schedule-left', scheduler, reason, command: removalCommand(scheduler)});
    }
  }
  return left;
}
