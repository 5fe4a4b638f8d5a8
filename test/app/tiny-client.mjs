#!/usr/bin/env node
// A stand-in of the client of a few lines: it says what it was told, or does what its prompt says.
//   FAIL   refuses the request      LIMIT  has met a limit      HANG  works until it is ended
//   LOGIN  is not logged in         BUSY   cannot reach the API
import {appendFileSync} from 'node:fs';

let prompt = '';
for await (const chunk of process.stdin) {
  prompt += chunk;
}
const flag = (name) => process.argv[process.argv.indexOf(name) + 1];
const model = process.argv.includes('--model') ? flag('--model') : 'own';
const {TINY_LOG, GREETING = ''} = process.env;
appendFileSync(
  TINY_LOG,
  `${JSON.stringify({prompt, model, greeting: GREETING, args: process.argv.slice(2)})}\n`,
);
if (prompt.includes('HANG')) {
  setInterval(() => undefined, 1000);
} else {
  const usage = {input_tokens: 10, output_tokens: 5};
  const say = (line) => console.log(JSON.stringify(line));
  const text = `<${prompt.split('\n')[0]}>`;
  const message = {id: 'm1', model, usage, content: [{type: 'text', text}]};
  say({type: 'assistant', message, parent_tool_use_id: null});
  const statuses = {FAIL: 400, LIMIT: 429, LOGIN: 401, BUSY: 529};
  const [, status] = Object.entries(statuses).find(([word]) => prompt.includes(word)) ?? [];
  const error = {is_error: true, api_error_status: status, result: `API Error: ${status}`};
  say({
    type: 'result',
    subtype: 'success',
    is_error: false,
    result: text,
    ...(process.argv.includes('--json-schema') ? {structured_output: {score: 7}} : {}),
    total_cost_usd: 0.01,
    num_turns: 1,
    usage,
    permission_denials: [],
    ...(status === undefined ? {} : error),
  });
  process.exitCode = status === undefined ? 0 : 1;
}
