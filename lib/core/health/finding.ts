import type {ConfigProblem, ConfigWarning} from '../config/config-problem.ts';
import type {JsonProblem} from '../setup/setup-failure.ts';

/** `problem`: something does not work. `warning`: it may not. `note`: as it was set, and said. */
export type Severity = 'problem' | 'warning' | 'note';

/** What a finding of each code knows. */
export interface FindingFacts {
  'client-not-found': Record<string, never>;
  'client-not-runnable': {path: string; reason: string};
  'client-version-untried': {version: string; oldest: string; newest: string};
  'not-installed': {settings: string};
  'hooks-incomplete': {settings: string; missing: string[]};
  'hooks-twice': {settings: string; event: string};
  'hooks-in-both-scopes': {user: string; project: string};
  'node-missing': {node: string; settings: string};
  'node-not-runnable': {node: string; settings: string; reason: string};
  'bundle-missing': {file: string};
  'bundle-changed': {file: string};
  'install-record-unreadable': {file: string};
  'self-test-failed': {bundle: string; reason: string};
  'agent-missing': {agent: string; file: string};
  'agent-edited': {agent: string; file: string};
  'agent-shadowed': {agent: string; file: string};
  'tier-command-missing': {file: string};
  'settings-broken': {file: string; line: number; column: number; problem: JsonProblem};
  'settings-not-usable': {file: string; reason: string};
  'settings-handler-malformed': {
    file: string;
    event: string;
    found: string;
    line: number;
    column: number;
  };
  'hooks-disabled': {file: string};
  'managed-hooks-only': {file: string};
  'managed-settings': {file: string};
  'subagent-model-forced': {value: string; where: string; client: string | null};
  'subagent-model-default': {value: string; where: string};
  'other-prompt-hook': {command: string; file: string};
  'ca-certs-slow': {node: string};
  'folder-not-writable': {folder: string; reason: string};
  'config-broken': {file: string; why: string[]};
  'config-wrong-value': ConfigProblem & {file: string};
  'config-key-ignored': ConfigWarning & {file: string};
  'project-config-broken': {file: string; why: string[]};
  'plugin-not-loaded': {because: string};
  'status-line-broken': {file: string; reason: string};
  'session-on-moved-model': {session: string; baseModel: string | null};
  'switched-off': {because: string};
  'mode-set': {mode: string; because: string};
  'override-set': {variable: string; value: string};
  'override-unknown': {complaint: string};
}

export type FindingCode = keyof FindingFacts;

export type Finding = {
  [Code in FindingCode]: {code: Code; severity: Severity; facts: FindingFacts[Code]};
}[FindingCode];

const severities: Readonly<Record<FindingCode, Severity>> = {
  'client-not-found': 'problem',
  'client-not-runnable': 'problem',
  'client-version-untried': 'warning',
  'not-installed': 'problem',
  'hooks-incomplete': 'problem',
  'hooks-twice': 'warning',
  'hooks-in-both-scopes': 'note',
  'node-missing': 'problem',
  'node-not-runnable': 'problem',
  'bundle-missing': 'problem',
  'bundle-changed': 'problem',
  'install-record-unreadable': 'warning',
  'self-test-failed': 'problem',
  'agent-missing': 'problem',
  'agent-edited': 'warning',
  'agent-shadowed': 'problem',
  'tier-command-missing': 'warning',
  'settings-broken': 'problem',
  'settings-not-usable': 'problem',
  'settings-handler-malformed': 'problem',
  'hooks-disabled': 'problem',
  'managed-hooks-only': 'problem',
  'managed-settings': 'note',
  'subagent-model-forced': 'problem',
  'subagent-model-default': 'note',
  'other-prompt-hook': 'note',
  'ca-certs-slow': 'note',
  'folder-not-writable': 'problem',
  'config-broken': 'problem',
  'config-wrong-value': 'problem',
  'config-key-ignored': 'warning',
  'project-config-broken': 'problem',
  'plugin-not-loaded': 'problem',
  'status-line-broken': 'problem',
  'session-on-moved-model': 'warning',
  'switched-off': 'note',
  'mode-set': 'note',
  'override-set': 'note',
  'override-unknown': 'warning',
};

export const findingCodes = Object.keys(severities) as FindingCode[];

export function finding<Code extends FindingCode>(code: Code, facts: FindingFacts[Code]): Finding {
  return {code, severity: severities[code], facts} as Finding;
}

/** One thing that was looked at. */
export interface Check {
  /** What is said when nothing was found; undefined: then nothing is said. */
  healthy?: string;
  findings: Finding[];
}

export interface CheckGroup {
  name: string;
  checks: Check[];
}
