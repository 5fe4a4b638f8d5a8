import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {Environment} from '../../lib/edge/environment.ts';
import {put} from '../edge/temporary-folder.ts';
import {makeWorld, small} from './make-world.ts';

const completed = {
  status: 'completed',
  agentId: 'a1',
  agentType: 'tierwise-haiku',
  content: [{type: 'text', text: 'walrus-canary'}],
  resolvedModel: 'claude-haiku-5-5',
  totalDurationMs: 117,
};
const common = {session_id: 's1', prompt_id: 'p1'};

test('the end of an agent call is a line of names and numbers, without a word of the answer', () => {
  const world = decidedWorld();
  world.result(completed, {
    tool_input: {subagent_type: 'tierwise-haiku', model: 'haiku', prompt: 'walrus-canary'},
    tool_use_id: 't1',
  });
  const {at, ...event} = world.evidence().at(-1) ?? {};
  expect(at).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  expect(event).toEqual({
    v: 1,
    session: 's1',
    prompt: 'p1',
    event: 'agent-call',
    agent: 'tierwise-haiku',
    agent_id: 'a1',
    requested_model: 'haiku',
    resolved_model: 'claude-haiku-5-5',
    status: 'completed',
    handed_back: false,
    duration_ms: 117,
    tool_use: 't1',
  });
});

test('an agent that was only launched is named by the call', () => {
  const world = decidedWorld();
  world.result({status: 'async_launched', agentId: 'a1'}, {tool_input: {subagent_type: 'light'}});
  expect(world.evidence().at(-1)).toMatchObject({agent: 'light', status: 'async_launched'});
});

test('a response that says nothing is recorded as that', () => {
  const world = decidedWorld();
  world.result(undefined);
  expect(world.evidence().at(-1)).toMatchObject({
    event: 'agent-call',
    agent: null,
    resolved_model: null,
    status: null,
  });
});

test('other tools are nobody to count', () => {
  const world = decidedWorld();
  world.result({}, {tool_name: 'Bash'});
  expect(world.evidence()).toHaveLength(1);
});

test('a hand-back is recorded, and is none of the turn when a subagent got it', () => {
  const world = decidedWorld({TIERWISE_ENFORCE: 'strict'});
  const handedBack = {...completed, content: [{text: 'Needs a larger tier: a race'}]};
  world.result(handedBack, {agent_id: 'a2'});
  expect(world.evidence().at(-1)).toMatchObject({event: 'agent-call', handed_back: true});
  expect(world.tool('Bash')?.intent).toBe('deny-tool');
});

test('of a turn that nobody decided, or that another install decided, nothing is recorded', () => {
  const world = makeWorld();
  world.result(completed);
  world.ends({...common, hook_event_name: 'Stop'});
  expect(existsSync(world.data)).toBe(false);
  const other = decidedWorld();
  other.giveTurnAway();
  other.result(completed);
  other.ends({...common, hook_event_name: 'Stop'});
  expect(other.evidence()).toHaveLength(1);
});

test('the end of an agent and of a turn are lines', () => {
  const world = decidedWorld();
  const agent = {agent_id: 'a1', agent_type: 'light', agent_transcript_path: '/t/agent-a1.jsonl'};
  world.ends({...common, hook_event_name: 'SubagentStop', ...agent});
  world.ends({...common, hook_event_name: 'Stop'});
  expect(world.evidence().slice(1)).toMatchObject([
    {event: 'agent-end', agent: 'light', agent_id: 'a1', transcript: '/t/agent-a1.jsonl'},
    {event: 'turn-end', prompt: 'p1'},
  ]);
});

test('an agent in the background hands back with its last words, which are not kept', () => {
  const world = decidedWorld();
  const agent = {agent_id: 'a1', agent_type: 'tierwise-haiku'};
  const words = {last_assistant_message: 'needs a larger tier: a secret race'};
  world.ends({...common, hook_event_name: 'SubagentStop', ...agent, ...words});
  expect(world.evidence().slice(1)).toMatchObject([{event: 'agent-end', handed_back: true}]);
  expect(JSON.stringify(world.evidence())).not.toContain('secret');
});

test('a compaction ends as an agent without a type, and is none', () => {
  const world = decidedWorld();
  world.ends({...common, hook_event_name: 'SubagentStop', agent_id: 'a1', agent_type: ''});
  expect(world.evidence()).toHaveLength(1);
});

test('switched off in the middle of the turn, nothing more is recorded', () => {
  const world = decidedWorld();
  put(join(world.data, 'off'), '');
  world.result(completed);
  world.ends({...common, hook_event_name: 'Stop'});
  expect(world.evidence()).toHaveLength(1);
});

/** A turn that is decided: one line of evidence is there. */
function decidedWorld(variables: Environment = {}) {
  const world = makeWorld(variables);
  world.prompt(small);
  return world;
}
