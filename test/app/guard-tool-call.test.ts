import {mkdirSync, readdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {put} from '../edge/temporary-folder.ts';
import {agentNamed, makeWorld, risky, small} from './make-world.ts';

const call = {description: 'd', prompt: 'subtask', subagent_type: 'general-purpose'};

describe('an Agent call', () => {
  it('of a moved turn is rewritten, with a line of evidence', () => {
    const world = makeWorld();
    world.prompt(small);
    expect(world.tool('Agent', {...call, model: 'opus'}, {tool_use_id: 't1'})).toEqual({
      intent: 'rewrite-tool-input',
      input: {
        ...call,
        subagent_type: 'tierwise-haiku',
        model: 'haiku',
        run_in_background: false,
      },
    });
    expect(world.evidence().at(-1)).toMatchObject({
      event: 'tool-call',
      verdict: 'rewritten',
      tool: 'Agent',
      to: 'haiku',
      tool_use: 't1',
    });
  });

  it('that config.json maps gets its tier', () => {
    const world = makeWorld();
    world.configure({agents: {reviewer: 'sonnet'}});
    world.prompt(small);
    expect(world.tool('Agent', {...call, subagent_type: 'reviewer'})).toMatchObject({
      input: {subagent_type: 'reviewer', model: 'sonnet'},
    });
  });

  it.each([
    ['of a turn that stays', risky, {}],
    ['under advise', small, {TIERWISE_ENFORCE: 'advise'}],
  ])('%s is left alone, without a line', (_name, prompt, variables) => {
    const world = makeWorld(variables);
    world.prompt(prompt);
    expect(world.tool('Agent', call)).toBeUndefined();
    expect(world.evidence()).toHaveLength(1);
  });

  it('of another turn is left alone', () => {
    const world = makeWorld();
    world.prompt(small);
    expect(world.tool('Agent', call, {prompt_id: 'p2'})).toBeUndefined();
    expect(world.tool('Agent', call, {session_id: 's2'})).toBeUndefined();
  });

  it('of a turn that another install decided is left to it', () => {
    const world = makeWorld();
    world.prompt(small);
    world.giveTurnAway();
    expect(world.tool('Agent', call)).toBeUndefined();
  });

  it('inside a subagent is left alone', () => {
    const world = makeWorld();
    world.prompt(small);
    expect(world.tool('Agent', call, {agent_id: 'a1'})).toBeUndefined();
  });

  it('is left alone once tierwise is off, in the middle of the turn', () => {
    const world = makeWorld();
    world.prompt(small);
    put(join(world.data, 'off'), '');
    expect(world.tool('Agent', call)).toBeUndefined();
  });

  it('is rewritten although config.json broke in the middle of the turn', () => {
    const world = makeWorld();
    world.prompt(small);
    world.configure('{');
    expect(world.tool('Agent', call)).toMatchObject({intent: 'rewrite-tool-input'});
  });
});

describe('a moved turn that was held', () => {
  function heldWorld() {
    const world = makeWorld({TIERWISE_ENFORCE: 'strict'});
    world.prompt(small);
    world.prompt(risky);
    return world;
  }

  it('keeps its Agent calls and its tools, and nothing is recorded of them', () => {
    const world = heldWorld();
    expect(world.tool('Agent', {...call, model: 'opus', prompt: risky})).toBeUndefined();
    expect(world.tool('Bash')).toBeUndefined();
    expect(world.evidence()).toHaveLength(1);
  });

  it('ends without a failure of the tier, although no agent came back', () => {
    const world = heldWorld();
    world.tool('Agent', call);
    world.ends({session_id: 's1', prompt_id: 'p1', hook_event_name: 'Stop'});
    expect(agentNamed(world.prompt(small, {prompt_id: 'p2'}))).toBe('tierwise-haiku');
  });
});

describe('the strict gate', () => {
  function strictWorld() {
    const world = makeWorld({TIERWISE_ENFORCE: 'strict'});
    world.prompt(small);
    return world;
  }

  it('denies twice, then opens and says nothing more', () => {
    const world = strictWorld();
    const answers = ['Bash', 'Read', 'Bash', 'Edit', 'Bash'].map(
      (tool) => world.tool(tool)?.intent,
    );
    expect(answers).toEqual(['deny-tool', 'deny-tool', undefined, undefined, undefined]);
    expect(verdicts(world)).toEqual(['denied', 'denied', 'gate-opened']);
  });

  it('opens with the delegation', () => {
    const world = strictWorld();
    expect(world.tool('Bash')?.intent).toBe('deny-tool');
    expect(world.tool('Agent', call)?.intent).toBe('rewrite-tool-input');
    expect(world.tool('Bash')).toBeUndefined();
    expect(verdicts(world)).toEqual(['denied', 'rewritten']);
  });

  it("opens with a call of the user's own agent", () => {
    const world = strictWorld();
    expect(world.tool('Agent', {...call, subagent_type: 'reviewer'})).toBeUndefined();
    expect(world.tool('Bash')).toBeUndefined();
  });

  it('opens when the agent hands the work back', () => {
    const world = strictWorld();
    world.tool('Agent', call);
    world.result({status: 'completed', content: [{text: 'needs a larger tier: a race'}]});
    expect(world.tool('Bash')).toBeUndefined();
    expect(world.tool('Agent', call)).toBeUndefined();
  });

  it('lets the work of a subagent through, and counts none of it', () => {
    const world = strictWorld();
    expect(world.tool('Bash', {}, {agent_id: 'a1'})).toBeUndefined();
    expect(verdicts(world)).toEqual([]);
  });

  it('is none in a turn that nobody decided', () => {
    const world = strictWorld();
    expect(world.tool('Bash', {}, {prompt_id: 'notified'})).toBeUndefined();
  });

  it('is open where the turn cannot be read', () => {
    const world = strictWorld();
    const turns = join(world.data, 'state', 'turns');
    const [file = ''] = readdirSync(turns);
    put(join(turns, file), 'torn {');
    expect(world.tool('Bash')).toBeUndefined();
    rmSync(join(turns, file));
    mkdirSync(join(turns, file));
    expect(world.tool('Bash')).toBeUndefined();
  });

  it('ends with the turn: a !command may follow under the same prompt id', () => {
    const world = strictWorld();
    world.ends({session_id: 's1', prompt_id: 'p1', hook_event_name: 'Stop'});
    expect(world.tool('Bash')).toBeUndefined();
    expect(world.tool('Agent', call)).toBeUndefined();
  });

  it('starts anew with the next prompt', () => {
    const world = strictWorld();
    world.tool('Agent', call);
    world.prompt(small, {prompt_id: 'p2'});
    expect(world.tool('Bash', {}, {prompt_id: 'p2'})?.intent).toBe('deny-tool');
  });

  function verdicts(world: ReturnType<typeof makeWorld>): unknown[] {
    return world
      .evidence()
      .filter(({event}) => event === 'tool-call')
      .map(({verdict}) => verdict);
  }
});
