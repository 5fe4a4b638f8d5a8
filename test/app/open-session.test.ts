import {existsSync, readFileSync, utimesSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, test} from 'vitest';
import {openSession} from '../../lib/app/open-session.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';
import {makeWorld} from './make-world.ts';

test('the model, the client and the time are remembered', () => {
  const world = makeWorld();
  world.start({model: 'claude-opus-5-5'});
  expect(readRecord(world.data)).toEqual({
    at: expect.stringMatching(/^\d{4}-.*Z$/),
    base_model: 'claude-opus-5-5',
    client: '2.1.330',
  });
});

test('what the client does not tell is left out', () => {
  const world = makeWorld({AI_AGENT: undefined});
  world.start();
  expect(Object.keys(readRecord(world.data))).toEqual(['at']);
});

test('a start clears what is older than thirty days', () => {
  const world = makeWorld();
  const [turn = '', session = '', young = ''] = [
    ['turns', 'old-p.jsonl'],
    ['sessions', 'old.json'],
    ['turns', 'young-p.jsonl'],
  ].map((path) => put(join(world.data, 'state', ...path), ''));
  const old = Date.now() / 1000 - 31 * 24 * 60 * 60;
  utimesSync(turn, old, old);
  utimesSync(session, old, old);
  world.start();
  expect([turn, session, young].map((path) => existsSync(path))).toEqual([false, false, true]);
});

test('the start of a subagent, and one with tierwise off, are not remembered', () => {
  const world = makeWorld();
  world.start({agent_id: 'a1'});
  expect(existsSync(world.data)).toBe(false);
  const off = makeWorld({TIERWISE_DISABLE: '1'});
  off.start();
  expect(existsSync(off.data)).toBe(false);
});

test('a session whose id is no plain name is not remembered, and the log says so', () => {
  const world = makeWorld();
  world.start({session_id: '../../x'});
  expect(existsSync(join(world.data, 'state'))).toBe(false);
  expect(world.log()).toContain('session-not-written');
});

function readRecord(data: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(data, 'state', 'sessions', 's1.json'), 'utf8'));
}

describe('what nights did', () => {
  const start = (environment: Record<string, string>, source = 'startup') =>
    openSession({hook_event_name: 'SessionStart', session_id: 's1', source} as never, environment);
  const attended = (home: string) => ({TIERWISE_HOME: home, CLAUDE_CODE_ENTRYPOINT: 'cli'});

  it('is told once, in a session that somebody sees', () => {
    const home = temporaryFolder();
    put(join(home, 'queue', 'briefing.txt'), 'tierwise worked: 2 done\n');
    expect(start({TIERWISE_HOME: home, CLAUDE_CODE_ENTRYPOINT: 'sdk-cli'})).toBeUndefined();
    expect(start(attended(home), 'compact')).toBeUndefined();
    expect(start(attended(home))).toEqual({intent: 'tell-user', text: 'tierwise worked: 2 done'});
    expect(start(attended(home))).toBeUndefined();
  });

  it('is nothing where there was no night', () => {
    expect(start(attended(temporaryFolder()))).toBeUndefined();
  });
});
