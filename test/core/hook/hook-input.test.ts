import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type HookEvent, hookInputs, readHookInput} from '../../../lib/core/hook/hook-input.ts';
import {hookSchemas} from '../../../lib/core/hook/hook-schema.ts';
import {anyJson, nearValid} from '../near-valid.ts';

const common = {
  session_id: 's1',
  transcript_path: '/p/s1.jsonl',
  cwd: '/p',
  prompt_id: 'p1',
  permission_mode: 'default',
};
const tool = {...common, effort: {level: 'high'}, tool_name: 'Agent', tool_use_id: 't1'};
const call = {description: 'd', prompt: 'subtask', subagent_type: 'general-purpose'};

/** One valid input of each event, in the shape that the client sends. */
const samples: Record<HookEvent, object> = {
  UserPromptSubmit: {...common, agent_type: 'light', prompt: 'hi', source: 'user'},
  PreToolUse: {...tool, tool_input: call},
  PostToolUse: {
    ...tool,
    tool_input: call,
    tool_response: {status: 'completed', content: [{type: 'text', text: 'done'}]},
    duration_ms: 118,
  },
  SubagentStop: {
    ...common,
    agent_id: 'a1',
    agent_type: '',
    agent_transcript_path: '/p/agent-a1.jsonl',
    stop_hook_active: false,
    background_tasks: [],
  },
  Stop: {...common, stop_hook_active: false, last_assistant_message: 'done'},
  SessionStart: {...common, source: 'resume', model: 'claude-opus-5-5', context_tokens: 120},
};
const events = Object.keys(samples) as HookEvent[];

describe.each(events)('the guard of %s', (event) => {
  const guard = hookInputs[event];
  const schema = hookSchemas[event];

  it('accepts the sample, and the sample without its optional fields', () => {
    expect(guard(samples[event])).toBe(true);
    const {session_id, prompt, tool_name, tool_input} = samples[event] as Record<string, unknown>;
    const least = JSON.parse(JSON.stringify({session_id, prompt, tool_name, tool_input}));
    expect(guard(least)).toBe(true);
    expect(schema.safeParse(least).success).toBe(true);
  });

  it('refuses the sample without a session, or with one that is no text', () => {
    const {session_id: _dropped, ...rest} = samples[event] as Record<string, unknown>;
    expect(guard(rest)).toBe(false);
    expect(guard({...rest, session_id: 3})).toBe(false);
  });

  it('accepts exactly what the schema accepts', () => {
    const values = fc.oneof(
      anyJson(),
      nearValid([samples[event]]),
      nearValid(events.map((each) => samples[each])),
    );
    fc.assert(
      fc.property(values, (value) => {
        expect(guard(value)).toBe(schema.safeParse(value).success);
      }),
      {numRuns: 400},
    );
  });
});

describe('an input', () => {
  const input = {...samples.Stop, hook_event_name: 'Stop'};

  it('of an expected event comes back as it is, unknown fields and all', () => {
    expect(readHookInput(input, ['SubagentStop', 'Stop'])).toBe(input);
  });

  it.each([
    ['another event', {...input, hook_event_name: 'SessionEnd'}],
    ['an event that this hook does not expect', {...input, hook_event_name: 'PreToolUse'}],
    ['no event', samples.Stop],
    ['a name out of the prototype', {...input, hook_event_name: 'toString'}],
    ['a broken shape', {...input, session_id: null}],
    ['a list', [input]],
    ['a text', 'Stop'],
    ['nothing', undefined],
  ])('with %s is none', (_name, value) => {
    expect(readHookInput(value, ['Stop'])).toBeUndefined();
  });
});
