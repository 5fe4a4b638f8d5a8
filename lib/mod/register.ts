import {warnOfCompaction} from '../core/mod/warn-of-compaction.ts';
import {answerCommand, countTurn, registerTier} from './answer-command.ts';
import {endTurn} from './end-turn.ts';
import type {Engine, On} from './engine.ts';
import {writeEvidence} from './keep-evidence.ts';
import {current, happened} from './live.ts';
import {pruneMemory} from './prune-memory.ts';
import {forgetSession, recallSession, saveMemory} from './recall-session.ts';
import {chooseStepOf, runStep} from './run-step.ts';
import {spawnAgent} from './spawn-agent.ts';
import {startTurn} from './start-turn.ts';
import {settlePlanMode, situation, submitPrompt} from './submit-prompt.ts';
import {takeSwitch} from './take-correction.ts';
import {tellNews} from './tell-news.ts';

/**
 * The module's hooks. The client passes over a hook that throws or takes too long, so a prompt is
 * never lost here; what a hook could not find out stays on the base model.
 */
export function register(on: On): void {
  on('classic.SessionStart', (_, event, next) => {
    if (event.source !== 'compact') {
      forgetSession();
    }
    happened({
      type: 'opened',
      session: event.session_id,
      source: event.source,
      isCacheExpired: event.prompt_cache_likely_expired === true,
    });
    return next(event);
  });
  on('classic.PostModelSwitch', async ($, event, next) => {
    const by = switchers[event.source];
    if (by === 'person') {
      await attempt($, recallSession($));
      await attempt($, takeSwitch($, event.to_model));
    }
    happened({type: 'switched', to: event.to_model, by});
    await attempt($, saveMemory($));
    return next(event);
  });
  on('session.start', async ($, event, next) => {
    situation.isAttended = event.isInteractive;
    await attempt($, recallSession($));
    await attempt($, registerTier($));
    void attempt($, pruneMemory($));
    if (event.isInteractive) {
      void attempt($, tellNews($));
    }
    return next(event);
  });
  on('prompt.submit', async ($, event, next) =>
    next((await attempt($, submitPrompt($, event))) ?? event),
  );
  on('classic.UserPromptSubmit', (_, event, next) => {
    situation.permissionMode = event.permission_mode;
    settlePlanMode(event.permission_mode === 'plan');
    return next(event);
  });
  on('turn.start', async ($, event, next) => {
    if (event.agentId === undefined) {
      await attempt($, startTurn($, event));
      countTurn();
    }
    return next(event);
  });
  on('turn.step', async function* ($, event, next) {
    return yield* runStep($, event, next);
  }).catch(async function* (_, event, next) {
    // Nothing of what was decided counts any more, but the session's own model does.
    return yield* next({...event, model: chooseStepOf(event).base});
  });
  on('turn.complete', async ($, event, next) => {
    await attempt($, endTurn($, event));
    return next(event);
  });
  on('agent.spawn', ($, event, next) => spawnAgent($, event, next));
  on('session.compact', ($, event, next) => {
    const warning = event.agentId === undefined ? warnOfCompaction(current()) : undefined;
    if (warning !== undefined && event.trigger !== 'precompute') {
      $.ui.log(warning);
    }
    happened({type: 'compacted'});
    return next(event);
  });
  on('command.run', async ($, event, next) => {
    const text = await answerCommand($, event);
    return text === undefined ? next(event) : {text, isTextDisplayOnly: true};
  });
  on('session.end', async ($, event, next) => {
    await attempt($, writeEvidence($));
    return next(event);
  });
}

const switchers = {
  command: 'person',
  picker: 'person',
  sdk: 'person',
  auto: 'client',
  resume: 'resume',
} as const;

/** Trouble is told once, in the debug log, and stops nothing. */
async function attempt<Value>($: Engine, work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    $.ui.log(`stepped aside: ${error}`, {to: 'debug'});
    return undefined;
  }
}
