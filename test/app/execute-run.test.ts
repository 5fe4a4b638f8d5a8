import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test, vi} from 'vitest';
import {readBreakerStates} from '../../lib/app/read-breakers.ts';
import {readSessionState} from '../../lib/app/read-session-state.ts';
import {identifySelf} from '../../lib/edge/process-identity.ts';
import {eventually, marked} from '../fake-client.ts';
import {granted} from './isolation-bed.ts';
import {openBed, openRepositoryBed, putBreakers} from './run-bed.ts';

vi.setConfig({testTimeout: 60_000});

describe('one attempt', () => {
  test('the client gets the prompt by standard input, the tier and the marks', async () => {
    const bed = openBed('say "the answer"');
    const summary = await bed.run({prompt: 'first\n- second', max_turns: 3, max_usd: 0.5});
    expect(summary).toMatchObject({
      status: 'done',
      result: 'the answer',
      tier: 'haiku',
      model: 'claude-haiku-5-5',
      cost_usd: 0.01,
      attempts: [{attempt: 1, outcome: 'done', turns: 1}],
    });
    const [call] = bed.client.calls();
    expect(call?.prompt).toBe('first\n- second');
    expect(call?.args).not.toContain('first\n- second');
    expect([call?.flag('--model'), call?.flag('--max-turns')]).toEqual(['haiku', '3']);
    expect(call?.flag('--max-budget-usd')).toBe('0.5');
    expect(call?.env).toEqual(
      expect.arrayContaining(['TIERWISE_DEPTH=1', `TIERWISE_ATTEMPT=${summary.run_id}/main/1`]),
    );
    expect(bed.facts(summary.run_id)).toEqual([
      'run-created',
      'run-opened',
      'attempt-prepared',
      'attempt-started',
      'attempt-ended',
      'step-ended',
      'run-ended',
    ]);
  });

  test('what belongs to the session around it does not reach the client', async () => {
    const bed = openBed();
    Object.assign(bed.environment, {
      CLAUDECODE: '1',
      CLAUDE_CODE_SESSION_ID: 'parent',
      TIERWISE_TIER: 'opus',
      MY_OWN: 'kept',
    });
    await bed.run();
    const [call] = bed.client.calls();
    expect(call?.env).toContain('MY_OWN=kept');
    expect(call?.env.filter((line) => /^CLAUDE|^TIERWISE_TIER/.test(line))).toEqual([]);
  });

  test.each([
    ['429 without a reset', 'fail 429 limit', 'parked', 'limit-reached'],
    ['529', 'fail 529 overloaded', 'failed', 'overloaded'],
    ['401', 'fail 401 key', 'failed', 'request-refused'],
    ['output that is no JSON', 'echo "Segmentation fault"; exit 3', 'failed', 'bad-output'],
    ['a stream that is cut', `answer; printf '{"type":"resu'`, 'failed', 'bad-output'],
    ['nothing at all', 'exit 0', 'failed', 'bad-output'],
    ['an empty answer', 'say ""', 'failed', 'bad-output'],
    ['a client that is killed', 'answer; kill -9 $$', 'failed', 'killed'],
  ])('%s', async (_name, script, status, code) => {
    const bed = openBed(script);
    const summary = await bed.run();
    expect(summary).toMatchObject({status, result: null, failure: {code}});
    // Whatever it was, the run can be taken up again, and comes to its end.
    bed.client.does('say "at last"');
    expect(await bed.goOn(summary.run_id)).toMatchObject({status: 'done', result: 'at last'});
  });

  test('work that is handed back stays so: only a larger tier can do it', async () => {
    const bed = openBed('say "needs a larger tier: no"');
    const summary = await bed.run();
    expect(summary).toMatchObject({status: 'failed', failure: {code: 'handed-back', reason: 'no'}});
    expect(await bed.goOn(summary.run_id)).toMatchObject({failure: {code: 'handed-back'}});
    expect(bed.client.calls()).toHaveLength(1);
  });

  test('429 with a reset says until when it waits', async () => {
    const resetsAt = Math.floor(Date.now() / 1000) + 3600;
    const notice = `tell '{"type":"rate_limit_event","rate_limit_info":{"status":"rejected","resetsAt":${resetsAt},"rateLimitType":"five_hour"}}'`;
    const bed = openBed(`${notice}; fail 429 limit`);
    expect(await bed.run()).toMatchObject({
      status: 'parked',
      parked_until: new Date(resetsAt * 1000).toISOString(),
      failure: {code: 'limit-reached', window: 'five_hour'},
    });
  });

  test('a hang is ended with everything that it started, twice, and no more', async () => {
    const bed = openBed('answer; setsid sleep 1000 & sleep 1000');
    const summary = await bed.run({timeout_ms: 300, retries: 5});
    expect(summary).toMatchObject({
      status: 'failed',
      failure: {code: 'timed-out', timeout_ms: 300},
      attempts: [{outcome: 'timed-out'}, {outcome: 'timed-out'}],
    });
    await eventually(() => marked(`TIERWISE_ATTEMPT=${summary.run_id}/`).length === 0);
  });

  test('a person who stops it gets an end at once, and can go on', async () => {
    const bed = openBed('answer; reached work; sleep 1000');
    const running = bed.run();
    await bed.client.reached('work');
    bed.stop.abort();
    const summary = await running;
    expect(summary).toMatchObject({status: 'interrupted', failure: {code: 'interrupted'}});
    expect(marked(`TIERWISE_ATTEMPT=${summary.run_id}/`)).toEqual([]);
  });

  test('one that was stopped before it began sends nothing', async () => {
    const bed = openBed();
    bed.stop.abort();
    expect(await bed.run()).toMatchObject({status: 'interrupted'});
    expect(bed.client.calls()).toEqual([]);
  });

  test('without a client nothing is lost', async () => {
    const bed = openBed();
    const {PATH} = bed.environment;
    bed.environment.PATH = '/nowhere';
    const summary = await bed.run();
    expect(summary).toMatchObject({status: 'failed', failure: {code: 'cli-missing'}});
    bed.environment.PATH = String(PATH);
    expect(await bed.goOn(summary.run_id)).toMatchObject({status: 'done'});
  });

  test('a client that cannot be started is not called missing', async () => {
    const bed = openBed();
    writeFileSync(join(bed.client.path.split(':')[0] ?? '', 'claude'), '#!/nowhere/interpreter\n');
    const {failure} = await bed.run();
    expect(failure).toMatchObject({
      code: 'bad-output',
      reason: expect.stringMatching(/^it cannot be started: ENOENT/),
    });
  });
});

describe('ladder', () => {
  test('the wrong change is thrown away, the next tier’s right one lands', async () => {
    const bed = openRepositoryBed(
      'echo "$tier" >made.txt; [ "$tier" = sonnet ] && echo right >a.txt; say "by $tier"',
    );
    const before = bed.repository.git('for-each-ref');
    const summary = await bed.run({
      ladder: ['haiku', 'sonnet', 'opus'],
      isolate: true,
      verify: 'echo "not right: $(cat a.txt)"; grep -q right a.txt',
    });
    expect(summary).toMatchObject({
      status: 'done',
      tier: 'sonnet',
      result: 'by sonnet',
      attempts: [
        {tier: 'haiku', outcome: 'done', verified: false},
        {tier: 'sonnet', outcome: 'done', verified: true},
      ],
    });
    expect(bed.repository.git('status', '--porcelain')).toBe(' M a.txt\n?? made.txt');
    expect(readFileSync(join(bed.cwd, 'made.txt'), 'utf8')).toBe('sonnet\n');
    expect(bed.repository.git('for-each-ref')).toBe(before);
    const [first, second] = bed.client.calls();
    expect(second?.prompt).toContain('not right: one');
    expect(first?.folder).not.toBe(bed.cwd);
    expect(second?.folder).not.toBe(first?.folder);
    // The copies are gone.
    expect(existsSync(String(first?.folder))).toBe(false);
    expect(existsSync(join(bed.data, 'copies', summary.run_id))).toBe(false);
  });

  test('when none passes, the tree is as it was', async () => {
    const bed = openRepositoryBed('echo wrong >a.txt; say ok');
    const summary = await bed.run({ladder: ['haiku', 'opus'], isolate: true, verify: 'exit 7'});
    expect(summary.failure).toMatchObject({code: 'verify-failed', exit_code: 7});
    expect(bed.repository.git('status', '--porcelain')).toBe('');
  });

  test('a change that was kept from the tree is brought home later, with no client', async () => {
    const bed = openRepositoryBed();
    const config = join(bed.cwd, '.git', 'config');
    const before = readFileSync(config, 'utf8');
    bed.client.does(`echo new >a.txt; echo "[x]" >>${config}; say ok`);
    const summary = await bed.run({isolate: true});
    expect(summary).toMatchObject({status: 'failed', failure: {code: 'repository-changed'}});

    writeFileSync(config, before);
    expect(await bed.goOn(summary.run_id)).toMatchObject({status: 'done', result: 'ok'});

    expect(readFileSync(join(bed.cwd, 'a.txt'), 'utf8')).toBe('new\n');
    expect(bed.client.calls()).toHaveLength(1);
    expect(existsSync(join(bed.data, 'copies', summary.run_id))).toBe(false);
  });

  test('outside a repository nothing is sent', async () => {
    const bed = openBed();
    const summary = await bed.run({isolate: true, verify: 'true'});
    expect(summary).toMatchObject({status: 'failed', failure: {code: 'not-a-repository'}});
    expect(bed.client.calls()).toEqual([]);
  });

  test('the cap in USD holds over all attempts together', async () => {
    const bed = openBed('say "needs a larger tier: no" 0.3');
    const summary = await bed.run({ladder: ['haiku', 'sonnet', 'opus'], max_usd: 0.5});
    expect(bed.client.calls().map((call) => call.flag('--max-budget-usd'))).toEqual(['0.5', '0.2']);
    expect(summary).toMatchObject({
      failure: {code: 'budget-reached', limit: 'usd'},
      attempts: [{}, {}, {tier: 'opus', outcome: 'budget-reached', cost_usd: 0}],
    });
  });
});

describe('breaker', () => {
  test('opens after five failures in a row, and is passed over up the ladder', async () => {
    const bed = openBed('[ "$tier" = haiku ] && exit 1; say "by $tier"');
    for (let round = 0; round < 5; round++) {
      await bed.run();
    }
    const breakers = readBreakerStates(bed.environment);
    expect(breakers.find(({tier}) => tier === 'haiku')).toMatchObject({state: 'open', failures: 5});
    expect(await bed.run()).toMatchObject({failure: {code: 'breaker-open', tier: 'haiku'}});
    expect(bed.client.calls()).toHaveLength(5);
    expect(await bed.run({ladder: ['haiku', 'sonnet']})).toMatchObject({
      result: 'by sonnet',
      attempts: [{tier: 'haiku', outcome: 'breaker-open'}, {tier: 'sonnet'}],
    });
  });

  test('limits and denials do not count', async () => {
    const bed = openBed('fail 429 limit');
    for (let round = 0; round < 6; round++) {
      await bed.run();
    }
    expect(readBreakerStates(bed.environment).map(({state}) => state)).not.toContain('open');
  });

  test('after its time one probe goes through, and closes it', async () => {
    const bed = openBed();
    const until = new Date(Date.now() - 1000).toISOString();
    putBreakers(bed, {haiku: {state: 'open', failures: 5, reason: 'bad', until}});
    expect(await bed.run()).toMatchObject({status: 'done'});
    expect(readBreakerStates(bed.environment).find(({tier}) => tier === 'haiku')).toMatchObject({
      state: 'closed',
      failures: 0,
    });
  });

  test('a probe that could not begin leaves the question to the next one', async () => {
    const bed = openBed();
    const until = new Date(Date.now() - 1000).toISOString();
    putBreakers(bed, {haiku: {state: 'open', failures: 5, reason: 'bad', until}});
    expect(await bed.run({isolate: true})).toMatchObject({failure: {code: 'not-a-repository'}});
    expect(await bed.run()).toMatchObject({status: 'done'});
  });

  test('a clock that was set back does not hold it open for longer', async () => {
    const bed = openBed();
    const until = new Date(Date.now() + 365 * 86_400_000).toISOString();
    putBreakers(bed, {haiku: {state: 'open', failures: 5, reason: 'bad', until}});
    const {failure} = await bed.run();
    expect(failure?.code).toBe('breaker-open');
    const waits = Date.parse(String(failure && 'until' in failure && failure.until)) - Date.now();
    expect(waits).toBeLessThanOrEqual(60_000);
  });

  test('a file that cannot be understood holds nothing back', async () => {
    const bed = openBed();
    putBreakers(bed, {haiku: 'open'});
    expect(await bed.run()).toMatchObject({status: 'done'});
  });
});

describe('places for clients', () => {
  test('one that finds none waits until there is one', async () => {
    const bed = openBed();
    const self = identifySelf();
    const slots = join(bed.data, 'state', 'slots.json');
    await bed.run();
    writeFileSync(slots, JSON.stringify([self, self, self, self]));
    const running = bed.run();
    await eventually(() => bed.notices.some(({about}) => about === 'waiting'));
    expect(bed.client.calls()).toHaveLength(1);
    writeFileSync(slots, JSON.stringify([self, self, self]));
    expect(await running).toMatchObject({status: 'done'});
    expect(JSON.parse(readFileSync(slots, 'utf8'))).toHaveLength(3);
  });

  test('a person who stops it while it waits: nothing is sent', async () => {
    const bed = openBed();
    await bed.run();
    const self = identifySelf();
    writeFileSync(join(bed.data, 'state', 'slots.json'), JSON.stringify([self, self, self, self]));
    const running = bed.run();
    await eventually(() => bed.notices.some(({about}) => about === 'waiting'));
    bed.stop.abort();
    expect(await running).toMatchObject({status: 'interrupted'});
    expect(bed.client.calls()).toHaveLength(1);
  });
});

describe('session and context', () => {
  test('the run becomes an entry of its session, without its words', async () => {
    const bed = openBed();
    await bed.run({session: 's-1', prompt: 'canary words'});
    bed.client.does('exit 1');
    await bed.run({session: 's-1'});
    const state = granted(await readSessionState(bed.environment, 's-1'));
    expect(state?.routing_history).toMatchObject([
      {agent: 'tierwise-haiku', result: 'done', request_hash: expect.stringMatching(/^\w+/)},
      {agent: 'tierwise-haiku', result: 'bad-output'},
    ]);
    expect(JSON.stringify(state)).not.toContain('canary');
  });

  test('what a run changed is told to the next run of the session', async () => {
    const bed = openRepositoryBed('echo new >a.txt; say ok');
    await bed.run({session: 's-1', isolate: true});
    await bed.run({session: 's-1'});
    const [, second] = bed.client.calls();
    expect(second?.env).toContain('TIERWISE_CTX_ACTIVE_FILES=["a.txt"]');
    expect(second?.env).toContain('TIERWISE_CTX_SESSION=s-1');
  });

  test('large values go by a file that only the user can read, gone when the run ends', async () => {
    const bed = openBed(
      'ls -l "$TIERWISE_CONTEXT_FILE" | cut -c1-10 >"$here/mode"; cp "$TIERWISE_CONTEXT_FILE" "$here/context"; say ok',
    );
    bed.environment.TIERWISE_CTX_NOTES = 'n'.repeat(8000);
    const summary = await bed.run();
    const [call] = bed.client.calls();
    const named = call?.env.find((line) => line.startsWith('TIERWISE_CONTEXT_FILE='));
    const file = String(named).split('=')[1] ?? '';
    expect(file).toContain(summary.run_id);
    const folder = join(bed.client.path.split(':')[0] ?? '', '..', 'call-1');
    expect(readFileSync(join(folder, 'mode'), 'utf8')).toBe('-rw-------\n');
    expect(readFileSync(join(folder, 'context'), 'utf8')).toContain('nnnn');
    expect(existsSync(file)).toBe(false);
  });

  test('too much of it is refused before anything is sent', async () => {
    const bed = openBed();
    bed.environment.TIERWISE_CTX_NOTES = 'n'.repeat(1_000_001);
    expect(await bed.run()).toMatchObject({failure: {code: 'context-too-large'}});
    expect(bed.client.calls()).toEqual([]);
  });

  test('a session that nobody has heard of begins with this run', async () => {
    const bed = openBed();
    await bed.run({session: 'never-seen'});
    const state = granted(await readSessionState(bed.environment, 'never-seen'));
    expect(state?.routing_history).toHaveLength(1);
  });
});
