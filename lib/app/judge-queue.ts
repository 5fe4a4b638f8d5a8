import {type JudgedJob, judgeJobs} from '../core/queue/judge-jobs.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';
import {readQueue} from '../edge/queue-folder.ts';
import {checkTrust} from './check-trust.ts';

/** What each job is at; one in a folder that nobody trusts is held. */
export async function judgeQueue(environment: Environment, nowMs: number): Promise<JudgedJob[]> {
  const jobs = judgeJobs(readQueue(paths(environment).queue), nowMs);
  const obstacles = new Map<string, string | undefined>();
  for (const {state, job} of jobs) {
    if (state === 'ready' && !obstacles.has(job.cwd)) {
      obstacles.set(job.cwd, await findObstacle(environment, job.cwd));
    }
  }
  return jobs.map((each) => {
    const because = each.state === 'ready' ? obstacles.get(each.job.cwd) : undefined;
    return because === undefined ? each : {...each, state: 'held', because};
  });
}

async function findObstacle(environment: Environment, folder: string): Promise<string | undefined> {
  const trust = await checkTrust(environment, folder);
  if (trust.ok) {
    return undefined;
  }
  return trust.failure.code === 'folder-not-trusted'
    ? `you do not trust its folder: tierwise trust add ${trust.failure.repository}`
    : `its folder is not there: ${folder}`;
}
