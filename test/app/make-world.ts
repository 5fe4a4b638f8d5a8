import {mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {answerPrompt} from '../../lib/app/answer-prompt.ts';
import {guardToolCall} from '../../lib/app/guard-tool-call.ts';
import {openSession} from '../../lib/app/open-session.ts';
import {recordToolResult} from '../../lib/app/record-tool-result.ts';
import type {HookAnswer} from '../../lib/core/hook/hook-answer.ts';
import type {HookInput} from '../../lib/core/hook/hook-input.ts';
import type {Environment} from '../../lib/edge/environment.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';

/** Prompts whose route nobody argues about. */
export const small = 'run the tests and show me the failures';
export const risky = 'drop the users table in production';

/**
 * A home folder with our agents and command in it, a project, and a person at the terminal of
 * 2.1.330 on opus. Each method is one event of the session, as the hook would get it.
 */
export function makeWorld(variables: Environment = {}) {
  const home = temporaryFolder();
  const project = join(home, 'project');
  const claude = join(home, '.claude');
  for (const tier of ['haiku', 'sonnet', 'opus']) {
    put(join(claude, 'agents', `tierwise-${tier}.md`), `---\nname: tierwise-${tier}\n---\n`);
  }
  // The root of a repository: nothing above it counts as the project's.
  mkdirSync(join(project, '.git'), {recursive: true});
  const command = fileURLToPath(new URL('../../commands/tier.md', import.meta.url));
  put(join(claude, 'commands', 'tier.md'), readFileSync(command, 'utf8'));
  const environment: Environment = {
    HOME: home,
    CLAUDE_PROJECT_DIR: project,
    CLAUDE_CODE_ENTRYPOINT: 'cli',
    CLAUDE_CODE_SESSION_ATTENDED: '1',
    AI_AGENT: 'claude-code_2-1-330_harness',
    ANTHROPIC_MODEL: 'opus',
    ...variables,
  };
  const data = environment.TIERWISE_HOME ?? join(claude, 'tierwise');
  const common = {session_id: 's1', prompt_id: 'p1', cwd: project};
  return {
    home,
    project,
    data,
    prompt: (prompt: string, more: Partial<HookInput<'UserPromptSubmit'>> = {}) =>
      answerPrompt(
        {...common, hook_event_name: 'UserPromptSubmit', prompt, ...more},
        environment,
        'no orchestrator',
      ),
    tool: (
      tool_name: string,
      tool_input: Record<string, unknown> = {},
      more: Partial<HookInput<'PreToolUse'>> = {},
    ) =>
      guardToolCall(
        {...common, hook_event_name: 'PreToolUse', tool_name, tool_input, ...more},
        environment,
      ),
    result: (
      tool_response: unknown,
      more: Partial<HookInput<'PostToolUse'>> & {tool_input?: Record<string, unknown>} = {},
    ) =>
      recordToolResult(
        {
          ...common,
          hook_event_name: 'PostToolUse',
          tool_name: 'Agent',
          tool_input: {},
          tool_response,
          ...more,
        },
        environment,
      ),
    ends: (event: HookInput<'SubagentStop'> | HookInput<'Stop'>) =>
      recordToolResult(event, environment),
    start: (more: Partial<HookInput<'SessionStart'>> = {}) =>
      openSession({...common, hook_event_name: 'SessionStart', ...more}, environment),
    /** Makes the turn look as if another install in the session had decided it. */
    giveTurnAway: () => {
      const file = join(data, 'state', 'turns', 's1-p1.jsonl');
      const [decision = ''] = readFileSync(file, 'utf8').split('\n');
      put(file, `${JSON.stringify({...JSON.parse(decision), by: '/another/install'})}\n`);
    },
    /** Writes config.json of the user. */
    configure: (config: object | string) =>
      put(join(data, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config)),
    /** Writes `.claude/tierwise.json` of the project. */
    configureProject: (config: object | string) =>
      put(
        join(project, '.claude', 'tierwise.json'),
        typeof config === 'string' ? config : JSON.stringify(config),
      ),
    /** Every line of evidence so far. */
    evidence: (): Record<string, unknown>[] => readLines(join(data, 'metrics')),
    log: (): string => readAll(join(data, 'logs')),
  };
}

/** The agent that an answer sends the prompt to; `silent` when the hook prints nothing. */
export function agentNamed(answer: HookAnswer | undefined): string {
  if (answer === undefined) {
    return 'silent';
  }
  const text = answer.intent === 'tell-model' ? answer.text : '';
  return /"(tierwise-\w+)"/.exec(text)?.[1] ?? answer.intent;
}

function readLines(folder: string): Record<string, unknown>[] {
  return readAll(folder)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function readAll(folder: string): string {
  let names: string[];
  try {
    names = readdirSync(folder).sort();
  } catch {
    return '';
  }
  return names.map((name) => readFileSync(join(folder, name), 'utf8')).join('');
}
