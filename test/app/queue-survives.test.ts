import {createInterface} from 'node:readline';
import {execa} from 'execa';
import {expect, it} from 'vitest';
import {settleQueue} from '../../lib/app/settle-queue.ts';
import {showQueue} from '../../lib/app/show-queue.ts';
import {readJobJournal} from '../../lib/edge/queue-folder.ts';
import {temporaryFolder} from '../edge/temporary-folder.ts';
import {bundleProgram} from '../processes/bundle-program.ts';

const writers = ['a', 'b', 'c', 'd'];
const each = 150;

const start = (program: string, home: string, variables: Record<string, string> = {}) =>
  execa(process.execPath, [program], {
    env: {TIERWISE_HOME: home, PATH: process.env.PATH, ...variables},
    extendEnv: false,
    stdin: 'ignore',
    stderr: 'inherit',
    reject: false,
  });

it('600 adds from 4 writers are 600 jobs, and each is worked once', {
  timeout: 120_000,
}, async () => {
  const home = temporaryFolder();
  const adder = await bundleProgram('add-jobs', home);
  const worker = await bundleProgram('work-jobs', home);

  const added = await Promise.all(
    writers.map((NAME) => start(adder, home, {NAME, COUNT: String(each)})),
  );
  const ids = added.flatMap(({stdout}) => stdout.split('\n'));
  const {jobs} = await showQueue({TIERWISE_HOME: home}, new Date());
  expect(new Set(ids).size).toBe(600);
  expect(jobs.map(({id}) => id).toSorted()).toEqual(ids.toSorted());
  expect(new Set(jobs.map(({prompt}) => prompt)).size).toBe(600);

  // Two of four are killed in the middle of a job.
  const runs = [worker, worker].map((program) => start(program, home));
  const killed = ['20', '60'].map(async (STOP_AFTER) => {
    const run = start(worker, home, {STOP_AFTER});
    for await (const line of createInterface({input: run.stdout as never})) {
      if (line === 'stands still') {
        run.kill('SIGKILL');
      }
    }
    await run;
  });
  await Promise.all([...runs, ...killed]);
  await start(worker, home);

  const queue = `${home}/queue`;
  expect(await settleQueue({TIERWISE_HOME: home})).toEqual([]);
  const {jobs: ended} = await showQueue({TIERWISE_HOME: home}, new Date());
  expect(ended.map(({state}) => state)).toEqual(Array(600).fill('done'));
  const ends = ended.map(
    ({id}) => readJobJournal(queue, id).filter(({event}) => event === 'ended').length,
  );
  expect(ends).toEqual(Array(600).fill(1));
  const starts = ended.map(
    ({id}) => readJobJournal(queue, id).filter(({event}) => event === 'started').length,
  );
  // Only a job that was killed in the middle was begun again.
  expect(starts.filter((count) => count > 1).length).toBeLessThanOrEqual(2);
});
