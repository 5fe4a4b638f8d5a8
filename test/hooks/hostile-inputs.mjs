// Inputs that a hook must survive: truncated, huge, binary, of the wrong type, deep, half a
// surrogate pair. Made from a seed, so that a failing one can be had again.
const events = [
  'UserPromptSubmit',
  'PreToolUse',
  'PostToolUse',
  'SubagentStop',
  'Stop',
  'SessionStart',
];

const oddValues = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  'x',
  [],
  {},
  [[]],
  {a: {b: {}}},
  '\ud800',
  '\udfff\ud800',
  '\u0000',
  '../../../../etc/passwd',
  '__proto__',
  'a'.repeat(70_000),
  ['haiku'],
  '\ufeff',
  '\u202e',
  '💥'.repeat(50),
];

const prompts = [
  'run the tests and show me the failures',
  'yes',
  '~haiku',
  '~opus \ud800',
  '/tier',
  '/tier \u0000',
  '<task-notification>',
  `${'('.repeat(5000)}`,
  `${'a '.repeat(60_000)}`,
  'use haiku',
  '\n'.repeat(20_000),
  '```'.repeat(3000),
  `${'"'.repeat(9999)} drop`,
];

/** @returns {Buffer[]} as many inputs as asked for, the same for the same number. */
export function hostileInputs(howMany, seed = 42) {
  const random = makeRandom(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const makers = [
    () => Buffer.from(JSON.stringify(sample(pick, random))),
    () => truncate(JSON.stringify(sample(pick, random)), random),
    () => mutate(sample(pick, random), pick, random),
    () => Buffer.from(Array.from({length: 2000}, () => Math.floor(random() * 256))),
    () => Buffer.from(`${'['.repeat(20_000)}${random() < 0.5 ? ']'.repeat(20_000) : ''}`),
    () => Buffer.from(JSON.stringify(pick(oddValues))),
    () =>
      Buffer.from(
        pick(['', ' ', '\n', 'null', '{', '}', '{}{}', '\ufeff{}', 'NaN', '{"a":1,}', '/* */ {}']),
      ),
    () => flipBytes(JSON.stringify(sample(pick, random)), random),
  ];
  return Array.from({length: howMany}, (_, at) => makers[at % makers.length]());
}

function sample(pick, random) {
  const event = pick(events);
  return {
    session_id: pick(['s-1', 'session-2', '../s', '', 'a'.repeat(5000)]),
    prompt_id: `p-${Math.floor(random() * 50)}`,
    transcript_path: pick(['/nowhere.jsonl', '/dev/null', '/', '', '\u0000']),
    cwd: pick(['/', '/nowhere', '\u0000']),
    hook_event_name: event,
    prompt: pick(prompts),
    tool_name: pick(['Agent', 'Task', 'Bash', '', '\ud800']),
    tool_input: pick([
      {},
      {subagent_type: 'general-purpose', prompt: 'x'.repeat(300_000)},
      {subagent_type: 7},
      {model: null},
    ]),
    tool_response: pick([
      null,
      'text',
      {content: 'x'},
      {content: [null, 3, {text: 5}]},
      {agentId: {}},
    ]),
    source: pick([undefined, 'user', 'system', 'startup']),
    model: pick([undefined, 'claude-opus-5-5', '\u0000']),
  };
}

function mutate(value, pick, random) {
  const copy = {...value};
  for (let times = 0; times < 3; times += 1) {
    copy[pick(Object.keys(copy))] = pick(oddValues);
  }
  if (random() < 0.3) {
    return Buffer.from(JSON.stringify(copy).replace('{', '{"__proto__":{"prompt":"x"},'));
  }
  return Buffer.from(JSON.stringify(copy));
}

function truncate(text, random) {
  return Buffer.from(text.slice(0, Math.floor(random() * text.length)));
}

function flipBytes(text, random) {
  const bytes = Buffer.from(text);
  for (let times = 0; times < 8; times += 1) {
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  }
  return bytes;
}

/** mulberry32. */
function makeRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
