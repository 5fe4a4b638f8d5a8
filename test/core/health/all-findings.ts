import type {Finding, FindingCode, FindingFacts} from '../../../lib/core/health/finding.ts';
import {finding} from '../../../lib/core/health/finding.ts';

const place = {line: 3, column: 5};

/** Facts of each code: the compiler asks for the next one. */
const facts: FindingFacts = {
  'client-not-found': {},
  'client-not-runnable': {path: '/bin/claude', reason: 'It ended with exit code 1'},
  'client-version-untried': {version: '2.1.100', oldest: '2.1.197', newest: '2.1.330'},
  'not-installed': {settings: '/c/settings.json'},
  'hooks-incomplete': {settings: '/c/settings.json', missing: ['Stop', 'SessionStart']},
  'hooks-twice': {settings: '/c/settings.json', event: 'Stop'},
  'hooks-in-both-scopes': {user: '/c/settings.json', project: '/p/settings.json'},
  'node-missing': {node: '/old/node', settings: '/c/settings.json'},
  'node-not-runnable': {node: '/old/node', settings: '/c/settings.json', reason: 'not allowed'},
  'bundle-missing': {file: '/c/x.cjs'},
  'bundle-changed': {file: '/c/x.cjs'},
  'install-record-unreadable': {file: '/c/manifest.json'},
  'self-test-failed': {bundle: 'hybrid-selector', reason: 'it wrote no evidence'},
  'agent-missing': {agent: 'tierwise-haiku', file: '/c/a.md'},
  'agent-edited': {agent: 'tierwise-haiku', file: '/c/a.md'},
  'agent-shadowed': {agent: 'tierwise-haiku', file: '/p/a.md'},
  'tier-command-missing': {file: '/c/tier.md'},
  'settings-broken': {file: '/c/settings.json', problem: 'trailing-comma', ...place},
  'settings-not-usable': {file: '/c/settings.json', reason: 'permission denied'},
  'settings-handler-malformed': {
    file: '/c/settings.json',
    event: 'Stop',
    found: 'a hook should be an object and is a number',
    ...place,
  },
  'hooks-disabled': {file: '/c/settings.json'},
  'managed-hooks-only': {file: '/etc/managed.json'},
  'managed-settings': {file: '/etc/managed.json'},
  'subagent-model-forced': {value: 'opus', where: 'this shell', client: null},
  'subagent-model-default': {value: 'opus', where: 'this shell'},
  'other-prompt-hook': {command: 'node route.js', file: '/c/settings.json'},
  'ca-certs-slow': {node: '20.20.2'},
  'folder-not-writable': {folder: '/c/tierwise', reason: 'permission denied'},
  'config-broken': {file: '/c/config.json', why: ['Line 1, column 2: this is not JSON.']},
  'config-wrong-value': {
    file: '/c/config.json',
    key: 'mode',
    expected: 'one of off, observe',
    found: '"on"',
    ...place,
  },
  'config-key-ignored': {
    file: '/c/config.json',
    key: 'moed',
    reason: 'unknown',
    nearest: 'mode',
    ...place,
  },
  'project-config-broken': {file: '/p/tierwise.json', why: ['Line 1, column 2: no.']},
  'plugin-not-loaded': {because: 'Claude Code 2.1.197 loads no such plugins'},
  'status-line-broken': {file: '/c/settings.json', reason: 'it ended with exit code 127'},
  'session-on-moved-model': {session: '11111111-aaaa', baseModel: 'claude-opus-5-5'},
  'switched-off': {because: 'switched off by `tierwise off`'},
  'mode-set': {mode: 'observe', because: 'config.json'},
  'override-set': {variable: 'TIERWISE_TIER', value: 'haiku'},
  'override-unknown': {complaint: 'TIERWISE_TIER is none of haiku, opus'},
};

export const allFindings: readonly Finding[] = (Object.keys(facts) as FindingCode[]).map((code) =>
  finding(code, facts[code]),
);
