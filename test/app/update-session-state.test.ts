import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, vi} from 'vitest';
import {readSessionState} from '../../lib/app/read-session-state.ts';
import {updateSessionState} from '../../lib/app/update-session-state.ts';
import type {SessionState} from '../../lib/core/session-state/session-state.ts';
import {impossibleFolder, modeOf, put} from '../edge/temporary-folder.ts';
import {adding, makeStateBed} from './session-state-bed.ts';

const hashes = ({routing_history}: SessionState) =>
  routing_history.map(({request_hash}) => request_hash);

async function read(environment: Record<string, string>): Promise<SessionState> {
  const found = await readSessionState(environment, 's1');
  if (!found.ok || found.value === undefined) {
    throw new Error(found.ok ? 'absent' : found.failure.code);
  }
  return found.value;
}

describe('a session that nothing is known of', () => {
  it('is read as nothing, and nothing is written for it', async () => {
    const {environment, home} = makeStateBed();
    expect(await readSessionState(environment, 's1')).toEqual({ok: true, value: undefined});
    expect(() => readFileSync(join(home, 'state'))).toThrow('ENOENT');
  });

  it('begins with its first update: for the user alone, and without a copy', async () => {
    const {environment, at, names} = makeStateBed();
    const outcome = await updateSessionState(environment, 's1', adding('a'));
    expect(outcome).toMatchObject({
      ok: true,
      value: {schema: 1, session_id: 's1', project_root: '/project', notes: []},
    });
    expect([modeOf(at('s1.json')), modeOf(at(''))]).toEqual(['600', '700']);
    expect(names()).toEqual(['s1.json']);
    expect(outcome).toEqual({ok: true, value: await read(environment)});
  });
});

describe('an update', () => {
  it('keeps what was there before as the last good copy', async () => {
    const {environment, at} = makeStateBed();
    for (const hash of ['a', 'b', 'c']) {
      await updateSessionState(environment, 's1', adding(hash));
    }
    expect(hashes(await read(environment))).toEqual(['a', 'b', 'c']);
    expect(hashes(JSON.parse(readFileSync(at('s1.backup.json'), 'utf8')))).toEqual(['a', 'b']);
    expect(modeOf(at('s1.backup.json'))).toBe('600');
  });

  it('does not change who the session is', async () => {
    const {environment} = makeStateBed();
    await updateSessionState(environment, 's1', adding('a'));
    const {created_at} = await read(environment);
    await updateSessionState(environment, 's1', (state) => ({
      ...state,
      session_id: 'other',
      created_at: 'never',
    }));
    expect(await read(environment)).toMatchObject({session_id: 's1', created_at});
  });

  it('keeps fields that this version does not know', async () => {
    const {environment, put: write} = makeStateBed();
    const first = await updateSessionState(environment, 's1', adding('a'));
    write('s1.json', {...(first.ok ? first.value : {}), later: 'x'});
    await updateSessionState(environment, 's1', adding('b'));
    expect(await read(environment)).toMatchObject({later: 'x'});
  });

  it('whose change throws, or makes no state, changes nothing', async () => {
    const {environment, names} = makeStateBed();
    await updateSessionState(environment, 's1', adding('a'));
    const bug = updateSessionState(environment, 's1', () => {
      throw new Error('bug');
    });
    await expect(bug).rejects.toThrow('bug');
    const odd = updateSessionState(environment, 's1', (state) => ({
      ...state,
      work_queue: 3 as never,
    }));
    await expect(odd).rejects.toThrow('could not be read again');
    expect(hashes(await read(environment))).toEqual(['a']);
    expect(names()).toEqual(['s1.json']);
  });

  it('of more than 10 MB drops the oldest and says so; what cannot be dropped is refused', async () => {
    const {environment, at} = makeStateBed();
    const result = (time: string) => ({at: time, value: 'x'.repeat(6_000_000)});
    const holding = (results: SessionState['cached_results']) => (state: SessionState) => ({
      ...state,
      cached_results: {...state.cached_results, ...results},
    });
    const old = holding({old: result('2026-01-01T00:00:00.000Z')});
    await updateSessionState(environment, 's1', old);
    const young = holding({young: result('2026-01-02T00:00:00.000Z')});
    await updateSessionState(environment, 's1', young);
    const state = await read(environment);
    expect(Object.keys(state.cached_results)).toEqual(['young']);
    expect(state.notes).toEqual([
      {at: expect.any(String), code: 'oldest-dropped', detail: expect.stringContaining('1 cached')},
    ]);
    expect(
      await updateSessionState(environment, 's1', (before) => ({
        ...before,
        work_queue: ['x'.repeat(11_000_000)],
      })),
    ).toMatchObject({ok: false, failure: {code: 'state-too-large', file: at('s1.json')}});
    expect(await read(environment)).toEqual(state);
  }, 60_000);

  it.each(['../x', '', '.hidden', 'a b', 'a/b'])('of a session %j is refused', async (session) => {
    const {environment} = makeStateBed();
    const failure = {code: 'state-session-unusable', session};
    expect(await updateSessionState(environment, session, adding('a'))).toEqual({
      ok: false,
      failure,
    });
    expect(await readSessionState(environment, session)).toEqual({ok: false, failure});
  });

  it('where nothing can be written says so', async () => {
    const environment = {TIERWISE_HOME: impossibleFolder()};
    expect(await updateSessionState(environment, 's1', adding('a'))).toMatchObject({
      ok: false,
      failure: {code: 'file-not-usable'},
    });
  });
});

describe('a file that cannot be understood', () => {
  const broken: [name: string, text: string][] = [
    ['is empty', ''],
    ['was cut short', '{"schema":1,"session_id":"s1"'],
    ['is no state', '[]'],
    ['is full of zeros', '\0'.repeat(500)],
  ];

  it.each(broken)('%s: it is kept aside, and the last good copy holds', async (_name, text) => {
    const {environment, home, at, names, put: write} = makeStateBed();
    for (const hash of ['a', 'b']) {
      await updateSessionState(environment, 's1', adding(hash));
    }
    write('s1.json', text);
    await updateSessionState(environment, 's1', adding('c'));
    const state = await read(environment);
    expect(hashes(state)).toEqual(['a', 'c']);
    const [aside = ''] = names().filter((name) => name.includes('corrupt'));
    expect(readFileSync(at(aside), 'utf8')).toBe(text);
    expect(state.notes).toMatchObject([
      {code: 'restored-from-backup', detail: expect.stringContaining(at(aside))},
    ]);
    expect(readFileSync(join(home, 'logs', 'tierwise.log'), 'utf8')).toContain('state-repaired');
    // The broken one did not become the copy.
    expect(hashes(JSON.parse(readFileSync(at('s1.backup.json'), 'utf8')))).toEqual(['a']);
  });

  it('is repaired by reading, too', async () => {
    const {environment, put: write} = makeStateBed();
    await updateSessionState(environment, 's1', adding('a'));
    await updateSessionState(environment, 's1', adding('b'));
    write('s1.json', '{');
    expect(hashes(await read(environment))).toEqual(['a']);
    expect((await read(environment)).notes).toHaveLength(1);
  });

  it('and whose copy cannot be understood either makes a new beginning', async () => {
    const {environment, names, put: write} = makeStateBed();
    write('s1.json', '{');
    write('s1.backup.json', '[');
    const state = await read(environment);
    expect(state).toMatchObject({routing_history: [], notes: [{code: 'started-fresh'}]});
    expect(names().filter((name) => name.includes('corrupt'))).toHaveLength(1);
  });

  it('that is not UTF-8 is one', async () => {
    const {environment, at} = makeStateBed();
    const first = await updateSessionState(environment, 's1', adding('ä'));
    writeFileSync(at('s1.json'), Buffer.from(JSON.stringify(first.ok && first.value), 'latin1'));
    expect((await read(environment)).notes).toMatchObject([{code: 'started-fresh'}]);
  });
});

it('the file of a newer version is left alone, by reading and by writing', async () => {
  const {environment, at, names, put: write} = makeStateBed();
  const text = '{"schema": 2, "sessions": {}}';
  write('s1.json', text);
  const failure = {code: 'state-newer', file: at('s1.json'), version: 2, known: 1};
  expect(await updateSessionState(environment, 's1', adding('a'))).toEqual({ok: false, failure});
  expect(await readSessionState(environment, 's1')).toEqual({ok: false, failure});
  expect(readFileSync(at('s1.json'), 'utf8')).toBe(text);
  expect(names()).toEqual(['s1.json']);
});

describe('a clock that jumps', () => {
  const day = 24 * 60 * 60 * 1000;

  it('a year back and a year ahead loses nothing', async () => {
    const {environment} = makeStateBed();
    const now = Date.now();
    vi.useFakeTimers({toFake: ['Date'], now});
    try {
      for (const [hash, jump] of Object.entries({a: 0, b: -365, c: 365, d: 0})) {
        vi.setSystemTime(now + jump * day);
        await updateSessionState(environment, 's1', adding(hash));
      }
    } finally {
      vi.useRealTimers();
    }
    const state = await read(environment);
    expect(hashes(state)).toEqual(['a', 'b', 'c', 'd']);
    expect(state.updated_at).toBe(new Date(now).toISOString());
  });

  it('far ahead while a new session begins does not make old of young', async () => {
    const {environment, names} = makeStateBed();
    await updateSessionState(environment, 's1', adding('a'));
    vi.useFakeTimers({toFake: ['Date'], now: Date.now() + 365 * day});
    try {
      await updateSessionState(environment, 's2', adding('a'));
    } finally {
      vi.useRealTimers();
    }
    expect(names()).toEqual(['s1.json', 's2.json']);
  });
});

it('a new session tidies up after sessions that nobody has touched for 30 days', async () => {
  const {environment, names, put: write, age} = makeStateBed();
  await updateSessionState(environment, 'young', adding('a'));
  const young = await readSessionState(environment, 'young');
  write('old.json', {...(young.ok && young.value), updated_at: '2020-01-01T00:00:00.000Z'});
  write('old.backup.json', '{}');
  write('old.json.77.tmp', '{');
  write('newer.json', '{"schema": 2}');
  age(new Date('2020-01-01'), 'old.json', 'old.backup.json', 'old.json.77.tmp', 'newer.json');
  await updateSessionState(environment, 'young', adding('b'));
  expect(names()).toContain('old.json');
  await updateSessionState(environment, 'new', adding('a'));
  expect(names()).toEqual(['new.json', 'newer.json', 'young.backup.json', 'young.json']);
});

it('a folder in the place of a state is told', async () => {
  const {environment, at} = makeStateBed();
  put(join(at('s1.json'), 'x'), '');
  const refused = {ok: false, failure: {code: 'file-not-usable', file: at('s1.json')}};
  expect(await updateSessionState(environment, 's1', adding('a'))).toMatchObject(refused);
  expect(await readSessionState(environment, 's1')).toMatchObject(refused);
});
