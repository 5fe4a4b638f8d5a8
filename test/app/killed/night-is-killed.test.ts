import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test, vi} from 'vitest';
import {readJobJournal, recordJob} from '../../../lib/edge/queue-folder.ts';
import {isAlive} from '../../fake-client.ts';
import {openProgramBed} from './run-program-bed.ts';

vi.setConfig({testTimeout: 120_000});

const edit = 'echo made >made.txt; say done';

/** A trusted repository with one job. */
async function openQueueBed(script: string) {
  const bed = openProgramBed(script);
  // Whoever pays by use has caps in money, and no figures that a night would wait for.
  bed.environment.ANTHROPIC_API_KEY = 'x';
  const call = async (...args: string[]) => {
    const {exitCode, stdout, stderr} = await bed.start(args).ended;
    return exitCode === 0 ? stdout : expect.fail(stderr);
  };
  await call('trust', 'add');
  const {id} = JSON.parse(await call('queue', 'add', 'make the file', '--tier', 'haiku', '--json'));
  const night = ['night', '--until', '2h', '--json'];
  return {
    ...bed,
    ...{id, call, night},
    copy: join(bed.data, 'copies', id),
    facts: () => readJobJournal(join(bed.data, 'queue'), id).map(({event}) => event),
    clients: () => bed.client.calls().map(({pid}) => pid),
    /** A night that is killed as its client has reached `work`; the client lives on. */
    killNight: async () => {
      const killed = bed.start(night);
      await bed.client.reached('work');
      killed.kill('SIGKILL');
      await killed.ended;
    },
  };
}

describe('a job whose night was killed, and whose client works on', () => {
  test('is cancelled with its client, and begun once more in a copy of its own', async () => {
    const bed = await openQueueBed('echo half >half.txt; reached work; sleep 1000');
    await bed.killNight();
    expect(bed.clients().map(isAlive)).toEqual([true]);
    await bed.call('queue', 'cancel', bed.id);
    expect(bed.clients().map(isAlive)).toEqual([false]);
    expect(existsSync(bed.copy)).toBe(false);

    bed.client.does(edit);
    await bed.call('queue', 'retry', bed.id);
    await bed.call(...bed.night);
    expect(bed.facts()).toEqual([
      ...['started', 'interrupted', 'ended', 'retried', 'started', 'ended'],
    ]);
    const changed = bed.repository.git('diff', '--name-only', 'HEAD', `tierwise/${bed.id}`);
    expect(changed).toBe('made.txt');
  });

  test('ends with its client when that was once too often', async () => {
    const bed = await openQueueBed('reached work; sleep 1000');
    const queue = join(bed.data, 'queue');
    for (let time = 1; time <= 3; time += 1) {
      recordJob(queue, bed.id, {event: 'started', run: 'old', tier: 'haiku'});
      recordJob(queue, bed.id, {event: 'interrupted', because: 'the machine was switched off'});
    }
    await bed.killNight();
    await bed.call(...bed.night);
    expect(readJobJournal(queue, bed.id).at(-1)).toMatchObject({
      ...{event: 'ended', result: 'failed', outcome: {code: 'interrupted'}},
    });
    expect(bed.clients().map(isAlive)).toEqual([false]);
    expect(existsSync(bed.copy)).toBe(false);
  });
});
