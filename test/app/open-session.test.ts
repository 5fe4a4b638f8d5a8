import {existsSync, readFileSync, utimesSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {put} from '../edge/temporary-folder.ts';
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
