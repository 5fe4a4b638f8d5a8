import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, test} from 'vitest';
import {explainDecision} from '../../lib/app/explain-decision.ts';
import {explainRoute} from '../../lib/app/explain-route.ts';
import {reportQuality} from '../../lib/app/report-quality.ts';
import {put} from '../edge/temporary-folder.ts';
import {agentNamed, makeWorld, small} from './make-world.ts';

const general = {subagent_type: 'general-purpose', prompt: 'x'};
const docs = 'fix the typo in the README';

type World = ReturnType<typeof makeWorld>;

/** Prompts of one session, each with an id of its own; the agents that they were sent to. */
function talk(world: World, ...prompts: string[]): string[] {
  return prompts.map((prompt) => {
    const prompt_id = `p${world.evidence().filter(({event}) => event === 'decision').length + 1}`;
    return agentNamed(world.prompt(prompt, {prompt_id}));
  });
}

function corrections(world: World) {
  return world
    .evidence()
    .filter(({event}) => event === 'correction')
    .map(({prompt, by}) => [prompt, by]);
}

function lastReason(world: World): string {
  const {reasons = []} = world.evidence().at(-1) as {reasons?: string[]};
  return reasons.at(-1) ?? '';
}

describe('a prompt that takes a moved turn back', () => {
  it.each([
    ['no, wrong', 'wrong'],
    ['undo that', 'taken-back'],
    ['~opus', 'redo'],
  ])('%s: nothing more is moved, but what is wished for', (words, by) => {
    const world = makeWorld();
    expect(talk(world, small, words, small)).toEqual([
      'tierwise-haiku',
      expect.not.stringContaining('tierwise-'),
      'silent',
    ]);
    expect(corrections(world)).toEqual([['p1', by]]);
    expect(lastReason(world)).toContain('taken back in this session');
    expect(world.prompt('/tier', {prompt_id: 't'})).toMatchObject({
      text: expect.stringContaining('To go on: /tier auto'),
    });
    expect(talk(world, `~haiku ${small}`, '/tier auto', small)).toEqual([
      'tierwise-haiku',
      'answer-prompt',
      'tierwise-haiku',
    ]);
  });

  it('still broken: this kind of work is no more for that tier', () => {
    const world = makeWorld();
    expect(talk(world, small, 'yes', 'still broken', small)).toEqual([
      'tierwise-haiku',
      'silent',
      'silent',
      'silent',
    ]);
    expect(lastReason(world)).toContain('(run) failed on haiku');
    expect(talk(world, docs)).toEqual(['tierwise-haiku']);
  });

  it('an objection is counted and holds nothing', () => {
    const world = makeWorld();
    expect(talk(world, small, 'no, the other ones', small).at(-1)).toBe('tierwise-haiku');
    expect(corrections(world)).toEqual([['p1', 'objection']]);
  });

  it('/tier opus is one, /tier haiku is none', () => {
    const world = makeWorld();
    talk(world, small, '/tier haiku', '/tier opus');
    expect(corrections(world)).toEqual([['p1', 'larger-tier']]);
  });

  it('a /model back to the base is one', () => {
    const world = makeWorld();
    const transcript_path = join(world.home, 't.jsonl');
    talk(world, small);
    const content = '<local-command-stdout>Set model to Opus 5.5</local-command-stdout>';
    const timestamp = new Date(Date.now() + 1000).toISOString();
    put(transcript_path, `${JSON.stringify({type: 'user', timestamp, message: {content}})}\n`);
    expect(agentNamed(world.prompt(small, {prompt_id: 'p2', transcript_path}))).toBe('silent');
    expect(corrections(world)).toEqual([['p1', 'larger-model']]);
  });

  it('is about our turn only: not after a command, not in another session', () => {
    const world = makeWorld();
    talk(world, small);
    world.prompt('no, wrong', {prompt_id: 'q1', session_id: 's2'});
    world.prompt('/review the diff', {prompt_id: 'q2'});
    expect(talk(world, 'no, wrong', small).at(-1)).toBe('tierwise-haiku');
    expect(corrections(world)).toEqual([]);
  });

  it('is counted for turns that stay and that are only observed, and holds nothing there', () => {
    const world = makeWorld({TIERWISE_MODE: 'observe'});
    talk(world, small, 'no, wrong', 'still broken');
    expect(corrections(world)).toEqual([
      ['p1', 'wrong'],
      ['p2', 'still-failing'],
    ]);
    const again = makeWorld();
    expect(talk(again, 'yes', 'undo that', small).at(-1)).toBe('tierwise-haiku');
  });

  it('leaves no word of itself', () => {
    const world = makeWorld();
    talk(world, `${small} of the walrus`, 'no, wrong: the walrus is still there');
    expect(corrections(world)).toHaveLength(1);
    const sessions = join(world.data, 'state', 'sessions');
    const stored = readdirSync(sessions).map((name) => readFileSync(join(sessions, name), 'utf8'));
    expect(JSON.stringify([world.evidence(), stored, world.log()])).not.toContain('walrus');
  });
});

describe("what became of the last turn's agents", () => {
  const ended = {session_id: 's1', prompt_id: 'p1', hook_event_name: 'Stop'} as const;
  const completed = {status: 'completed', agentId: 'a', content: [{text: 'done'}], totalTokens: 9};

  it('handed back: this kind of work is no more for that tier', () => {
    const world = makeWorld();
    talk(world, small);
    world.tool('Agent', general);
    world.result({...completed, content: [{text: 'needs a larger tier: a race'}]});
    world.ends(ended);
    expect(talk(world, small, docs)).toEqual(['silent', 'tierwise-haiku']);
  });

  it.each([
    ['without an answer, as 2.1.197 tells', () => ({...completed, totalTokens: 0})],
    ['without a word, as 2.1.330 does', () => undefined],
  ])('failed %s: no work goes to that tier', (_name, response) => {
    const world = makeWorld();
    talk(world, small);
    world.tool('Agent', general);
    const told = response();
    if (told !== undefined) {
      world.result(told);
    }
    world.ends(ended);
    expect(talk(world, docs)).toEqual(['silent']);
    expect(lastReason(world)).toContain('a request on haiku failed');
  });

  it.each([
    ['an answer', true, completed],
    ['an interrupt', false, undefined],
  ])('%s is no failure', (_name, hasEnded, response) => {
    const world = makeWorld();
    talk(world, small);
    world.tool('Agent', general);
    if (response !== undefined) {
      world.result(response);
    }
    if (hasEnded) {
      world.ends(ended);
    }
    expect(talk(world, small)).toEqual(['tierwise-haiku']);
  });
});

test('a memory that cannot be read or written costs no prompt', () => {
  const world = makeWorld();
  put(join(world.data, 'state', 'sessions', 's1.work.json'), '{"last":');
  expect(talk(world, small)).toEqual(['tierwise-haiku']);
  const closed = makeWorld();
  put(join(closed.data, 'state', 'sessions'), 'a file in its place');
  expect(talk(closed, small, 'no, wrong', small)).toEqual([
    'tierwise-haiku',
    'silent',
    'tierwise-haiku',
  ]);
  expect(closed.log()).toContain('session-not-written');
});

test('why, the report and route tell of it', () => {
  const world = makeWorld();
  talk(world, small, 'still broken');
  const environment = {HOME: world.home};
  expect(explainDecision('p1', environment)).toMatchObject({
    found: 'turn',
    turn: {turn: {correctedBy: 'still-failing'}},
  });
  const period = {since: undefined, until: undefined};
  expect(reportQuality({environment, period})).toMatchObject({
    moved: {decisions: 1, answered: 1, corrected: 1, share: 1},
    stayed: {decisions: 1, answered: 0, corrected: 0, share: null},
    corrections: {'still-failing': 1},
  });
  const route = (session?: string) =>
    explainRoute(small, environment, world.project, session === undefined ? {} : {session});
  expect(route().tier).toBe('haiku');
  expect(route('s1')).toMatchObject({
    tier: 'stay',
    reasons: expect.arrayContaining([expect.stringContaining('failed on haiku')]),
  });
});
