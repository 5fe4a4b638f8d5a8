import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {mergeSessions} from '../../lib/app/merge-sessions.ts';
import {pruneStates} from '../../lib/app/prune-states.ts';
import {readSessionState} from '../../lib/app/read-session-state.ts';
import {restoreState} from '../../lib/app/restore-state.ts';
import {updateSessionState} from '../../lib/app/update-session-state.ts';
import {adding, makeStateBed} from './session-state-bed.ts';

async function hashesOf(environment: Record<string, string>, session: string): Promise<string[]> {
  const found = await readSessionState(environment, session);
  return found.ok
    ? (found.value?.routing_history ?? []).map(({request_hash}) => request_hash).sort()
    : [found.failure.code];
}

describe('mergeSessions', () => {
  it('adds what one knows to the other, once, and leaves the first as it is', async () => {
    const {environment, at} = makeStateBed();
    await updateSessionState(environment, 's1', adding('a'));
    await updateSessionState(environment, 's2', adding('b'));
    const before = readFileSync(at('s1.json'), 'utf8');
    for (let time = 1; time <= 2; time++) {
      const merged = await mergeSessions(environment, {from: 's1', into: 's2'});
      expect(merged).toMatchObject({
        ok: true,
        value: {
          session_id: 's2',
          notes: [{code: 'merged', detail: expect.stringContaining('s1')}],
        },
      });
      expect(await hashesOf(environment, 's2')).toEqual(['a', 'b']);
    }
    expect(readFileSync(at('s1.json'), 'utf8')).toBe(before);
  });

  it('needs both', async () => {
    const {environment, names} = makeStateBed();
    await updateSessionState(environment, 's1', adding('a'));
    for (const pair of [
      {from: 's1', into: 'none'},
      {from: 'none', into: 's1'},
    ]) {
      expect(await mergeSessions(environment, pair)).toMatchObject({
        ok: false,
        failure: {code: 'state-missing', session: 'none'},
      });
    }
    expect(names()).toEqual(['s1.json']);
  });
});

describe('restoreState', () => {
  it('goes back to the last good copy, and forward again', async () => {
    const {environment} = makeStateBed();
    await updateSessionState(environment, 's1', adding('a'));
    await updateSessionState(environment, 's1', adding('b'));
    expect(await restoreState(environment, 's1')).toMatchObject({ok: true, value: {aside: null}});
    expect(await hashesOf(environment, 's1')).toEqual(['a']);
    await restoreState(environment, 's1');
    expect(await hashesOf(environment, 's1')).toEqual(['a', 'b']);
  });

  it('keeps a file aside that cannot be understood', async () => {
    const {environment, put} = makeStateBed();
    await updateSessionState(environment, 's1', adding('a'));
    await updateSessionState(environment, 's1', adding('b'));
    put('s1.json', 'broken');
    const restored = await restoreState(environment, 's1');
    const aside = restored.ok ? restored.value.aside : null;
    expect(readFileSync(aside ?? '', 'utf8')).toBe('broken');
    expect(await hashesOf(environment, 's1')).toEqual(['a']);
  });

  it('says that there is no copy, and leaves a newer file alone', async () => {
    const {environment, at, put} = makeStateBed();
    expect(await restoreState(environment, 's1')).toEqual({
      ok: false,
      failure: {code: 'state-backup-missing', file: at('s1.backup.json')},
    });
    put('s1.json', '{"schema": 9}');
    expect(await restoreState(environment, 's1')).toMatchObject({failure: {code: 'state-newer'}});
    expect(await restoreState(environment, '..')).toMatchObject({
      failure: {code: 'state-session-unusable'},
    });
  });
});

describe('pruneStates', () => {
  const cutoff = '2026-01-15T00:00:00.000Z';
  const old = new Date('2025-06-01');

  async function makeAged() {
    const bed = makeStateBed();
    const {environment, put, age} = bed;
    await updateSessionState(environment, 'young', adding('old', '2025-06-01T00:00:00.000Z'));
    await updateSessionState(environment, 'young', adding('new', '2026-06-01T00:00:00.000Z'));
    await updateSessionState(environment, 'young', adding('wrong', '2999-01-01T00:00:00.000Z'));
    put('gone.json', '{');
    put('young.corrupt-2025-06-01T00-00-00-000Z.json', '{');
    age(old, 'gone.json', 'young.corrupt-2025-06-01T00-00-00-000Z.json');
    return bed;
  }

  it('removes old sessions, old entries of young ones, and old leftovers', async () => {
    const {environment, names} = await makeAged();
    const report = await pruneStates(environment, {cutoff, isDryRun: false});
    expect(report).toMatchObject({
      ok: true,
      value: {
        removed: ['gone'],
        shortened: [{session: 'young', routings: 1, results: 0}],
        leftovers: [expect.stringContaining('young.corrupt-')],
      },
    });
    expect(names()).toEqual(['young.backup.json', 'young.json']);
    expect(await hashesOf(environment, 'young')).toEqual(['new', 'wrong']);
  });

  it('only says so in a dry run', async () => {
    const {environment, names} = await makeAged();
    const before = names();
    const report = await pruneStates(environment, {cutoff, isDryRun: true});
    expect(report).toMatchObject({value: {removed: ['gone'], shortened: [{session: 'young'}]}});
    expect(names()).toEqual(before);
    expect(await hashesOf(environment, 'young')).toHaveLength(3);
  });

  it('has nothing to do where there is nothing', async () => {
    const {environment} = makeStateBed();
    expect(await pruneStates(environment, {cutoff, isDryRun: false})).toEqual({
      ok: true,
      value: {cutoff, isDryRun: false, removed: [], shortened: [], leftovers: []},
    });
  });
});
