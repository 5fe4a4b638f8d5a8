import {join} from 'node:path';
import {readTierCommand} from '../core/decision/read-tier-command.ts';
import type {HookAnswer} from '../core/hook/hook-answer.ts';
import type {HookInput} from '../core/hook/hook-input.ts';
import type {Tier} from '../core/tier.ts';
import {isOurCommand} from '../edge/command-file.ts';
import type {Environment} from '../edge/environment.ts';
import {writeLog} from '../edge/log.ts';
import {claudeFolder, paths} from '../edge/paths.ts';
import {readSessionTier, readWorkMemory, writeSessionTier} from '../edge/session-file.ts';
import {learnFromTier} from './learn-from-tier.ts';
import {record} from './record.ts';

/** Answers `/tier` in the model's place; a `/tier` command of somebody else's is left to the client. */
export function answerTierCommand(
  input: HookInput<'UserPromptSubmit'>,
  environment: Environment,
): HookAnswer | undefined {
  if (!isOurCommand(commandFiles(environment))) {
    return undefined;
  }
  const {sessions} = paths(environment);
  const command = readTierCommand(input.prompt);
  switch (command.wish) {
    case 'unknown':
      return say(
        `/tier ${command.word} is not known. Write /tier haiku, sonnet, opus, stay or auto.`,
      );
    case 'show': {
      const tier = readSessionTier(sessions, input.session_id);
      if (tier === undefined && readWorkMemory(sessions, input.session_id)?.isStopped) {
        return say('a moved turn was taken back, so this session stays. To go on: /tier auto.');
      }
      return say(
        tier === undefined
          ? 'this session is routed prompt by prompt (auto). Change it: /tier haiku, sonnet, opus or stay.'
          : `this session is set to ${tier}. Back to routing: /tier auto.`,
      );
    }
    case 'set':
      return setTier(input, environment, command.tier);
  }
}

function setTier(
  input: HookInput<'UserPromptSubmit'>,
  environment: Environment,
  tier: Tier | 'auto',
): HookAnswer {
  const {sessions, logs} = paths(environment);
  try {
    writeSessionTier(sessions, input.session_id, tier);
  } catch (error) {
    writeLog(logs, 'session-not-written', error, 'error');
    return say(`/tier ${tier} could not be remembered: ${sessions} cannot be written.`);
  }
  record(input, environment, {event: 'override', tier});
  learnFromTier(input, environment, tier);
  return say(setMessages[tier]);
}

const setMessages = {
  haiku: 'work of this session goes to haiku until /tier auto.',
  sonnet: 'work of this session goes to sonnet until /tier auto.',
  opus: "work of this session goes to opus, or stays where the session's own model is no larger, until /tier auto.",
  stay: 'this session stays on its own model until /tier auto.',
  auto: 'this session is routed prompt by prompt again.',
};

function say(text: string): HookAnswer {
  return {intent: 'answer-prompt', text: `tierwise: ${text}`};
}

function commandFiles(environment: Environment): string[] {
  const project = environment.CLAUDE_PROJECT_DIR;
  return [
    ...(project ? [join(project, '.claude', 'commands', 'tier.md')] : []),
    join(claudeFolder(environment), 'commands', 'tier.md'),
  ];
}
