import {join} from 'node:path';
import {readClientVersion} from '../core/client-version.ts';
import {asksForBranch} from '../core/decision/asks-for-branch.ts';
import type {Question} from '../core/decision/decide.ts';
import type {DelegationFacts} from '../core/decision/weigh-delegation.ts';
import type {ClientArgs} from '../core/hook/client-args.ts';
import type {HookInput} from '../core/hook/hook-input.ts';
import {isNightHour} from '../core/mode/is-night-hour.ts';
import type {Enforcement} from '../core/mode/mode.ts';
import {readOverrides, readSignals} from '../core/mode/read-overrides.ts';
import type {Situation} from '../core/mode/situation.ts';
import {type BaseModelFacts, baseModel as findBaseModel} from '../core/session/base-model.ts';
import type {LastModel} from '../core/session/find-last-model.ts';
import {readClientProcess} from '../edge/client-process.ts';
import {readSettingsModel} from '../edge/client-settings.ts';
import {type ConfigFiles, readConfigFiles} from '../edge/config-file.ts';
import type {Environment} from '../edge/environment.ts';
import {readBranch} from '../edge/git-branch.ts';
import {writeLog} from '../edge/log.ts';
import {bundleFolder, claudeFolder, paths} from '../edge/paths.ts';
import {readSessionRecord, readSessionTier} from '../edge/session-file.ts';
import {isThere} from '../edge/text-file.ts';
import {readLastModel} from '../edge/transcript.ts';
import type {AgentFolders} from './find-agent-obstacle.ts';

/** Everything that is known about a turn before its prompt is judged. */
export interface TurnFacts {
  situation: Situation;
  question: Omit<Question, 'prompt'>;
  /** undefined: economics are off. */
  delegation: DelegationFacts | undefined;
  /** The last answer or /model in the transcript, but for those of a command's own model. */
  lastModel: LastModel | undefined;
  enforcement: Enforcement;
  agentFolders: AgentFolders;
  project: string | undefined;
  client: string | null;
}

export function gatherFacts(
  input: HookInput<'UserPromptSubmit'>,
  environment: Environment,
): TurnFacts {
  const places = paths(environment);
  const project = environment.CLAUDE_PROJECT_DIR || input.cwd;
  const files = readConfigFiles(places.config, project);
  const overrides = readOverrides(environment);
  const clientProcess = readClientProcess();
  const last = readLastModel(input.transcript_path);
  const baseModel = readBaseModel(input, environment, {last, clientProcess});
  const client = readClientVersion(environment.AI_AGENT)?.join('.') ?? null;
  const claude = claudeFolder(environment);
  const {CLAUDE_CODE_ENTRYPOINT: entrypoint, CLAUDE_CODE_SESSION_ATTENDED: attended} = environment;
  complain(places.logs, files, overrides.unknown);
  return {
    situation: {
      entrypoint,
      // Older clients do not say: there, `claude -p` alone is nobody's.
      isAttended: attended === undefined ? entrypoint !== 'sdk-cli' : attended === '1',
      signals: readSignals(environment),
      isMachineRead: clientProcess?.isMachineRead,
      environmentMode: overrides.mode,
      // A file that cannot be understood was meant to hold something back.
      projectMode: files.isProjectBroken ? 'observe' : files.project.mode,
      userMode: files.config.mode,
      isConfigBroken: files.isBroken,
      isNight: isNightHour(new Date().getHours()),
      hasWorkflowFile:
        project !== undefined && isThere(join(project, '.claude', 'tierwise', 'workflows')),
    },
    question: {
      baseModel,
      environmentTier: overrides.tier,
      sessionTier: readSessionTier(places.sessions, input.session_id),
      isPlanMode: input.permission_mode === 'plan',
      branch: readRuledBranch(files, project),
      config: files.config,
      project: files.project,
    },
    delegation:
      (overrides.economics ?? files.config.economics) === 'off'
        ? undefined
        : {
            baseModel: baseModel ?? undefined,
            usage: last?.usage,
            client,
            prices: files.config.prices ?? {},
          },
    lastModel: last,
    enforcement: overrides.enforcement ?? files.config.enforcement ?? 'enforce',
    agentFolders: {
      user: join(claude, 'agents'),
      project,
      added: clientProcess?.addedFolders ?? [],
      installed: join(bundleFolder(), '..', '..', 'agents'),
    },
    project,
    client,
  };
}

/** The branch is looked up only where a rule asks for it: most prompts need no look into .git. */
export function readRuledBranch(
  files: Pick<ConfigFiles, 'config' | 'project'>,
  folder: string | undefined,
): string | undefined {
  return folder !== undefined && asksForBranch(files) ? readBranch(folder) : undefined;
}

function readBaseModel(
  input: HookInput<'UserPromptSubmit'>,
  environment: Environment,
  {last, clientProcess}: {last: LastModel | undefined; clientProcess: ClientArgs | undefined},
): BaseModelFacts['flag'] {
  const record = readSessionRecord(paths(environment).sessions, input.session_id);
  // The start of a terminal's session tells its model; that of `claude -p` tells none.
  const unread = environment.CLAUDE_CODE_ENTRYPOINT === 'sdk-cli' ? null : undefined;
  const flag = clientProcess === undefined ? unread : clientProcess.model;
  const told = findBaseModel({last, record, flag});
  return told === undefined
    ? environment.ANTHROPIC_MODEL ||
        readSettingsModel(environment, environment.CLAUDE_PROJECT_DIR || input.cwd)
    : told;
}

function complain(
  logs: string,
  files: {isBroken: boolean; isProjectBroken: boolean},
  unknown: string[],
): void {
  if (files.isBroken) {
    writeLog(logs, 'config-broken', 'config.json cannot be understood, so nothing is changed');
  }
  if (files.isProjectBroken) {
    writeLog(
      logs,
      'project-config-broken',
      '.claude/tierwise.json cannot be understood, so the project is only observed',
    );
  }
  for (const line of unknown) {
    writeLog(logs, 'override-unknown', line);
  }
}
