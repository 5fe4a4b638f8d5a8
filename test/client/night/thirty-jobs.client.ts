import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {stopLeftovers} from '../harness/stop-leftovers.ts';
import {lastTurn} from '../stub/last-turn.ts';
import type {Script} from '../stub/script.ts';
import {echo} from '../stub/scripts/echo.ts';
import {fail} from '../stub/scripts/fail.ts';
import {hang} from '../stub/scripts/hang.ts';
import {say} from '../stub/scripts/say.ts';
import {useTool} from '../stub/scripts/use-tool.ts';
import {openNightBed, writeOnce} from './open-night-bed.ts';

type Kind = 'writes' | 'answers' | 'limited' | 'handed-back' | 'denied' | 'hangs' | 'refused';

/** How many there are of each, and whether such a job can be done at all. */
const kinds: Record<Kind, [count: number, canBeDone: boolean]> = {
  writes: [12, true],
  answers: [6, true],
  limited: [3, true],
  'handed-back': [2, true],
  denied: [3, false],
  hangs: [2, false],
  refused: [2, false],
};

const names = Object.entries(kinds).flatMap(([kind, [count]]) =>
  Array.from({length: count}, (_, at) => `${kind}-${at}`),
);

/** Plays each job by its name, which stands in its prompt. */
function playJobs(state: {limitSeconds: number}): Script {
  const seen = new Map<string, number>();
  return (request) => {
    const name = names.find((each) => request.text.includes(`<<${each}>>`)) ?? '';
    const isFirst = lastTurn(request).blocks.every(({type}) => type !== 'tool_result');
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    switch (name.replace(/-\d+$/, '') as Kind) {
      case 'writes':
        return writeOnce(`${name}.txt`, `${name}\n`)(request);
      case 'limited':
        return times === 1 ? limitFor(state.limitSeconds)(request) : echo(request);
      case 'handed-back':
        return times === 1 ? say('needs a larger tier: too hard') : echo(request);
      case 'denied':
        return isFirst
          ? useTool('Bash', {command: 'node -e 1', description: 'run it'})
          : say('I was not allowed to');
      case 'hangs':
        return hang(request);
      case 'refused':
        return fail(400)(request);
      default:
        return echo(request);
    }
  };
}

/** What a subscription is told at its limit. */
function limitFor(seconds: number): Script {
  return fail(429, {
    'anthropic-ratelimit-unified-status': 'rejected',
    'anthropic-ratelimit-unified-reset': String(Math.floor(Date.now() / 1000) + seconds),
    'anthropic-ratelimit-unified-representative-claim': 'five_hour',
  });
}

describe('2.1.330', () => {
  test('a night of 30 jobs, killed in the middle, with a reboot: each is done, failed with a reason or parked; none twice', {
    timeout: 600_000,
  }, async () => {
    const bed = await openNightBed('2.1.330', {script: playJobs({limitSeconds: 5})});
    await bed.addJobs(
      names.map((name, at) => ({
        prompt: `<<${name}>> do it`,
        ...(name.startsWith('handed') ? {} : {tier: at % 5 === 4 ? 'sonnet' : 'haiku'}),
        timeout: name.startsWith('hangs') ? '4s' : '3m',
        attempts: name.startsWith('hangs') ? 1 : 2,
        // Spread, so that all kinds are under way when it is killed.
        priority: (at * 7) % 10,
      })),
    );
    const main = bed.git('rev-parse', 'main');

    const killed = bed.start(bed.night);
    const end = Date.now() + 240_000;
    while (bed.stub.messages().length < 20 && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    killed.kill('SIGKILL');
    await killed.ended;
    // The machine is switched off: nothing of it is left.
    await stopLeftovers(bed.sandbox.root);
    const night = await bed.tierwise([...bed.night.slice(0, -1), '--json']);
    expect(night.exitCode).toBe(0);

    const jobs = await bed.jobs();
    const named = jobs.map((job) => ({...job, name: /<<(.*)>>/.exec(job.prompt)?.[1] ?? ''}));
    const states = Object.fromEntries(named.map(({name, state, code}) => [name, [state, code]]));
    expect(Object.keys(states)).toHaveLength(30);
    for (const {id, state, because, name} of named) {
      expect(['done', 'failed', 'parked']).toContain(state);
      expect(because).not.toBe('');
      const ends = bed.history(id).filter(({event}) => event === 'ended');
      expect([name, ends.length]).toEqual([name, state === 'parked' ? 0 : 1]);
    }
    const able = named.filter(({name}) => kinds[name.replace(/-\d+$/, '') as Kind][1]);
    const done = able.filter(({state}) => state === 'done');
    console.log(
      `  ${done.length} of ${able.length} jobs that can be done are done; ${jobs.filter(({state}) => state === 'failed').length} failed, ${bed.stub.messages().length} requests`,
    );
    expect(done.length / able.length).toBeGreaterThan(0.9);
    const codes = (kind: Kind) =>
      named.filter(({name}) => name.startsWith(kind)).map(({code}) => code);
    expect(codes('denied')).toEqual(Array(3).fill('permission-denied'));
    expect(codes('refused')).toEqual(Array(2).fill('request-refused'));
    expect(codes('hangs')).toEqual(Array(2).fill('timed-out'));

    // One branch for each that wrote, with its file and no other's; the tree is as it was.
    const branches = bed
      .git('branch', '--list', 'tierwise/*', '--format=%(refname:short)')
      .split('\n');
    const wrote = named.filter(({name, state}) => name.startsWith('writes') && state === 'done');
    expect(branches.toSorted()).toEqual(wrote.map(({id}) => `tierwise/${id}`).toSorted());
    for (const {id, name} of wrote) {
      expect(bed.git('diff', '--name-only', 'main', `tierwise/${id}`)).toBe(`${name}.txt`);
    }
    expect(bed.git('rev-parse', 'main')).toBe(main);
    expect(bed.git('status', '--porcelain')).toBe('');
    expect(readFileSync(join(bed.sandbox.project, 'README.md'), 'utf8')).toBe('# A project\n');
  });
});
