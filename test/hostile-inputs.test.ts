import {mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {answerPrompt} from '../lib/app/answer-prompt.ts';
import {guardToolCall} from '../lib/app/guard-tool-call.ts';
import {openSession} from '../lib/app/open-session.ts';
import {recordToolResult} from '../lib/app/record-tool-result.ts';
import {type HookAnswer, toHookOutput} from '../lib/core/hook/hook-answer.ts';
import {readHookInput} from '../lib/core/hook/hook-input.ts';
import {hostileInputs} from './hooks/hostile-inputs.mjs';

const howMany = 10_000;
let home: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'tierwise-hostile-'));
  mkdirSync(join(home, 'work'));
});

afterAll(() => rmSync(home, {recursive: true, force: true}));

test(`${howMany} hostile inputs: no hook throws, each answer is empty or an object`, () => {
  const environment = {HOME: home, TIERWISE_HOME: join(home, 'data')};
  const problems: string[] = [];
  let understood = 0;

  for (const [at, bytes] of hostileInputs(howMany).entries()) {
    try {
      const answers = offerToHooks(parse(bytes), environment);
      understood += answers.length;
      const outputs = answers.map((answer) => answer && JSON.stringify(toHookOutput(answer)));
      problems.push(
        ...outputs.filter((text) => text !== undefined && !text.startsWith('{')).map(String),
      );
    } catch (error) {
      problems.push(`input ${at}: ${error}`);
    }
  }

  expect(problems).toEqual([]);
  // The inputs would prove nothing if all of them were refused at the door.
  expect(understood).toBeGreaterThan(howMany / 10);
  expect(readdirSync(home).sort()).toEqual(['data', 'work']);
}, 120_000);

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function offerToHooks(
  value: unknown,
  environment: Record<string, string>,
): (HookAnswer | undefined)[] {
  const prompt = readHookInput(value, ['UserPromptSubmit']);
  const tool = readHookInput(value, ['PreToolUse']);
  const result = readHookInput(value, ['PostToolUse', 'SubagentStop', 'Stop']);
  const start = readHookInput(value, ['SessionStart']);
  return [
    ...(prompt ? [answerPrompt(prompt, environment, 'no orchestrator')] : []),
    ...(tool ? [guardToolCall(tool, environment)] : []),
    ...(result ? [recordToolResult(result, environment)] : []),
    ...(start ? [openSession(start, environment)] : []),
  ];
}
