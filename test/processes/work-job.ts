// Makes one attempt at the job in JOB, in its folder, as a night would; a line for each run that it
// begins. It is there to be killed.
import {writeSync} from 'node:fs';
import {runJob} from '../../lib/app/run-job.ts';
import type {StoredJob} from '../../lib/core/queue/judge-jobs.ts';

const {JOB = '', ...environment} = process.env;
const stored: StoredJob = JSON.parse(JOB);

void runJob(
  stored,
  {
    ...{folder: stored.job.cwd, tier: 'haiku', maxUsd: 5, signal: new AbortController().signal},
    begun: (run) => void writeSync(1, `${run}\n`),
    thrownAway: () => undefined,
  },
  environment,
);
