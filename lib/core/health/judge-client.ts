import {type ClientVersion, isAtLeast, readClientVersion} from '../client-version.ts';
import {type Check, finding} from './finding.ts';

/** What `claude --version` said. */
export type ClientFacts =
  | {state: 'found'; path: string; answer: string}
  | {state: 'missing'}
  | {state: 'broken'; path: string; reason: string};

/** The versions on which every fact was measured. */
const oldest: ClientVersion = [2, 1, 197];
const newest: ClientVersion = [2, 1, 330];

export function judgeClient(client: ClientFacts): Check {
  switch (client.state) {
    case 'missing':
      return {findings: [finding('client-not-found', {})]};
    case 'broken':
      return {
        findings: [finding('client-not-runnable', {path: client.path, reason: client.reason})],
      };
    case 'found': {
      const version = versionOf(client);
      if (version === undefined) {
        const reason = 'What it prints is no version';
        return {findings: [finding('client-not-runnable', {path: client.path, reason})]};
      }
      const isKnown = isAtLeast(version, oldest) && isAtLeast(newest, version);
      const text = version.join('.');
      const range = {oldest: oldest.join('.'), newest: newest.join('.')};
      return {
        healthy: `Claude Code ${text} (${client.path})`,
        findings: isKnown ? [] : [finding('client-version-untried', {version: text, ...range})],
      };
    }
  }
}

export function versionOf(client: ClientFacts): ClientVersion | undefined {
  return client.state === 'found' ? readClientVersion(client.answer.trim()) : undefined;
}

/**
 * Where CLAUDE_CODE_SUBAGENT_MODEL is no more than a default: measured on 2.1.330. At 2.1.236 it
 * still stood above everything; what lies between was not tried.
 */
const defaultOnly = newest;

export interface SubagentModel {
  value: string;
  /** CLAUDE_CODE_SUBAGENT_MODEL_FORCE=1 stands beside it. */
  isForced: boolean;
  where: string;
}

export function judgeSubagentModel(
  models: readonly SubagentModel[],
  client: ClientVersion | undefined,
): Check {
  return {
    findings: models.map(({value, isForced, where}) =>
      isForced || !isAtLeast(client, defaultOnly)
        ? finding('subagent-model-forced', {value, where, client: client?.join('.') ?? null})
        : finding('subagent-model-default', {value, where}),
    ),
  };
}
