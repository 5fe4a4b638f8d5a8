import {readClientVersion} from '../core/client-version.ts';
import {lifetimeMs} from '../core/economics/cache-state.ts';
import type {PlanFacts} from '../core/mod/plan-turn.ts';
import {isDisabled} from '../core/mode/is-disabled.ts';
import {isNightHour} from '../core/mode/is-night-hour.ts';
import type {Enforcement} from '../core/mode/mode.ts';
import {readOverrides, readSignals} from '../core/mode/read-overrides.ts';
import {selectMode} from '../core/mode/select-mode.ts';
import type {Engine} from './engine.ts';
import {findHandOffObstacle} from './hand-off-obstacle.ts';
import {current} from './live.ts';
import {readRuledBranch} from './read-branch.ts';
import {readConfigFiles} from './read-config.ts';
import {claudeFolder, dataFolder, readEnvironment} from './read-environment.ts';

/** Everything that is known before a prompt is judged. */
export interface PromptFacts {
  plan: Omit<PlanFacts, 'prompt' | 'text'>;
  enforcement: Enforcement;
  mappedAgents: NonNullable<PlanFacts['question']['config']['agents']>;
  places: {
    data: string;
    claude: string;
    root: string;
    transcript: string;
    /** Where the command line lies, if it is installed. */
    orchestrator: string;
  };
  client: string | null;
}

/** undefined: switched off. */
export async function gatherPrompt(
  $: Engine,
  {isAttended, isPlanMode}: {isAttended: boolean; isPlanMode: boolean},
): Promise<PromptFacts | undefined> {
  const [environment, root, info, usage, {version}] = await Promise.all([
    readEnvironment($),
    $.session.root(),
    $.session.info(),
    $.session.usage(),
    $.session.version(),
  ]);
  const data = dataFolder(environment);
  const [isOff, files, hasWorkflowFile] = await Promise.all([
    $.fs.exists(`${data}/off`),
    readConfigFiles($, {data, root}),
    $.fs.exists(`${root}/.claude/tierwise/workflows`),
  ]);
  // In an attempt of the orchestrator the tier is decided: it would route the routed.
  if (isOff || isDisabled(environment) || environment.TIERWISE_DEPTH) {
    return undefined;
  }
  const branch = await readRuledBranch($, files, root);
  const {memory, base, cache} = current();
  const overrides = readOverrides(environment);
  const choice = selectMode({
    entrypoint: environment.CLAUDE_CODE_ENTRYPOINT,
    isAttended,
    signals: readSignals(environment),
    // Only a hand-off would break such an answer: it is looked at when one is to be made.
    isMachineRead: false,
    environmentMode: overrides.mode,
    projectMode: files.isProjectBroken ? 'observe' : files.project.mode,
    userMode: files.config.mode,
    isConfigBroken: files.isBroken,
    isNight: isNightHour(new Date().getHours()),
    hasWorkflowFile,
  });
  if (choice.mode === 'off' || base === undefined) {
    return undefined;
  }
  const claude = claudeFolder(environment);
  const orchestrator = `${claude}/hooks/tierwise/tierwise.cjs`;
  const obstacle =
    choice.mode === 'orchestration' ? await findHandOffObstacle($, orchestrator) : undefined;
  const age = Date.now() - cache.at;
  const client = readClientVersion(version)?.join('.') ?? null;
  return {
    plan: {
      promptId: info.promptId ?? null,
      choice:
        obstacle === undefined
          ? choice
          : {...choice, mode: 'directive', because: `${choice.because}; ${obstacle}`},
      question: {
        environmentTier: overrides.tier,
        isPlanMode,
        branch,
        config: files.config,
        project: files.project,
      },
      baseModel: base,
      memory,
      cache: {
        context: usage.context.tokens ?? 0,
        isWarm: !cache.isExpired && age < lifetimeMs[cache.lifetime],
        lifetime: cache.lifetime,
      },
      hasEconomics: (overrides.economics ?? files.config.economics) !== 'off',
      client,
    },
    enforcement: overrides.enforcement ?? files.config.enforcement ?? 'enforce',
    mappedAgents: files.config.agents ?? {},
    places: {data, claude, root, transcript: info.transcriptPath, orchestrator},
    client,
  };
}
