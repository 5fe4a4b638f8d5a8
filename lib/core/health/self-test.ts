import {agentOf} from '../decision/write-directive.ts';
import {isRecord} from '../guard.ts';

/** What a bundle did with a sample. */
export interface SelfTestRun {
  bundle: string;
  exitCode: number | undefined;
  stdout: string;
  /** It could not be started, or was still running after the longest time. */
  trouble?: string | undefined;
  /** What it left in its temporary data folder: paths with `/`, and contents. */
  stored: ReadonlyMap<string, string>;
}

export interface SelfTest {
  bundle: string;
  /** What the client writes on the hook's standard input. */
  input: Record<string, unknown>;
  judge: (run: SelfTestRun) => string | undefined;
}

/** The tier that the sample prompt needs beyond doubt. */
const tier = 'haiku';

export const selfTestAgent = agentOf(tier);

/**
 * One sample per bundle, as captured from the client, in the order in which one turn runs: the
 * guard rewrites only what the selector decided before it.
 */
export function selfTests(folder: string): SelfTest[] {
  const common = {
    session_id: 'tierwise-self-test',
    transcript_path: `${folder}/transcript.jsonl`,
    cwd: folder,
    permission_mode: 'default',
  };
  const prompt = (bundle: string, {id, session}: {id: string; session: string}): SelfTest => ({
    bundle,
    input: {
      ...common,
      session_id: session,
      prompt_id: id,
      hook_event_name: 'UserPromptSubmit',
      prompt: 'run the tests and show me the failures',
    },
    judge: judgeDirective,
  });
  return [
    {
      bundle: 'session-start',
      input: {...common, hook_event_name: 'SessionStart', source: 'startup'},
      judge: (run) => judgeSilent(run, /state\/sessions\//, 'it did not remember the session'),
    },
    prompt('hybrid-selector', {id: 'first', session: common.session_id}),
    {
      bundle: 'pre-tool-agent',
      input: {
        ...common,
        prompt_id: 'first',
        hook_event_name: 'PreToolUse',
        tool_name: 'Agent',
        tool_input: {description: 'run the tests', prompt: 'Run the tests.'},
        tool_use_id: 'toolu_self_test',
      },
      judge: judgeRewrite,
    },
    {
      bundle: 'post-tool-metrics',
      input: {...common, prompt_id: 'first', hook_event_name: 'Stop', stop_hook_active: false},
      judge: (run) => judgeSilent(run, /metrics\/.*"turn-end"/s, 'it wrote no evidence'),
    },
    // In the session before, an agent was called and never came back: haiku is left alone there.
    prompt('user-prompt-submit', {id: 'second', session: 'tierwise-self-test-second'}),
  ];
}

/** What is wrong with a run, or undefined. */
export function judgeSelfTest(test: SelfTest, run: SelfTestRun): string | undefined {
  if (run.trouble !== undefined) {
    return run.trouble;
  }
  return run.exitCode === 0 ? test.judge(run) : `it ended with exit code ${run.exitCode}`;
}

function judgeDirective({stdout}: SelfTestRun): string | undefined {
  const told = readAnswer(stdout)?.additionalContext;
  return typeof told === 'string' && told.includes(selfTestAgent)
    ? undefined
    : `it did not route the sample prompt to ${selfTestAgent}`;
}

function judgeRewrite({stdout}: SelfTestRun): string | undefined {
  const input = readAnswer(stdout)?.updatedInput;
  return isRecord(input) && input.subagent_type === selfTestAgent
    ? undefined
    : `it did not send the sample Agent call to ${selfTestAgent}`;
}

function judgeSilent({stdout, stored}: SelfTestRun, trace: RegExp, lack: string) {
  if (stdout !== '') {
    return 'it printed something, which the model would read';
  }
  return [...stored].some(([path, text]) => trace.test(`${path} ${text}`)) ? undefined : lack;
}

function readAnswer(stdout: string): Record<string, unknown> | undefined {
  try {
    const answer: unknown = JSON.parse(stdout);
    const output = isRecord(answer) ? answer.hookSpecificOutput : undefined;
    return isRecord(output) ? output : undefined;
  } catch {
    return undefined;
  }
}
