import {expect, it} from 'vitest';
import {
  findSubagentModels,
  judgeSettings,
  type SettingsFacts,
} from '../../../lib/core/health/judge-settings.ts';
import {hookEntries} from '../../../lib/core/setup/hook-entries.ts';
import {planInstall} from '../../../lib/core/setup/plan-settings.ts';

const file = '/c/settings.json';

function codes(text: string | undefined, scope: SettingsFacts['scope'] = 'user'): string[] {
  return judgeSettings({scope, file, text}).findings.map(({code}) => code);
}

it('our own install is well formed, with a byte order mark, too', () => {
  const entries = hookEntries({nodePath: '/node', folder: '/c/hooks/tierwise'});
  const planned = planInstall('\uFEFF{}', entries);
  expect(codes(planned.ok ? planned.value.after : '')).toEqual([]);
});

it.each([
  ['{"a": 1,}', 'settings-broken', {line: 1, column: 8, problem: 'trailing-comma'}],
  ['{\n// a\n}', 'settings-broken', {line: 2, column: 1, problem: 'comment'}],
  ['[]', 'settings-not-usable', {reason: 'it holds no JSON object'}],
  ['{"disableAllHooks": true}', 'hooks-disabled', {file}],
])('%j is %s', (text, code, facts) => {
  expect(judgeSettings({scope: 'user', file, text}).findings).toMatchObject([{code, facts}]);
});

it('a file that cannot be read is told with its reason', () => {
  const settings = {scope: 'user', file, text: undefined, reason: 'it is a folder'} as const;
  expect(judgeSettings(settings).findings).toMatchObject([
    {code: 'settings-not-usable', facts: {reason: 'it is a folder'}},
  ]);
  expect(codes(undefined)).toEqual(['settings-not-usable']);
});

it.each([
  ['{"hooks":[3]}', 'every event', '"hooks" should be an object and is an array', 10],
  ['{"hooks":{"Stop":3}}', 'Stop', '"Stop" should be an array and is a number', 18],
  ['{"hooks":{"Stop":[3]}}', 'Stop', 'a group of hooks should be an object and is a number', 19],
  ['{"hooks":{"Stop":[{}]}}', 'Stop', 'a group has no "hooks"', 19],
  [
    '{"hooks":{"Stop":[{"hooks":{}}]}}',
    'Stop',
    '"hooks" of a group should be an array and is an object',
    28,
  ],
  ['{"hooks":{"Stop":[{"hooks":[3]}]}}', 'Stop', 'a hook should be an object and is a number', 29],
  ['{"hooks":{"Stop":[{"hooks":[{}]}]}}', 'Stop', 'a hook has no "type"', 29],
  [
    '{"hooks":{"Stop":[{"hooks":[{"type":"command"}]}]}}',
    'Stop',
    'a hook of type "command" has no "command"',
    29,
  ],
])('%s is malformed', (text, event, found, column) => {
  expect(judgeSettings({scope: 'user', file, text}).findings).toMatchObject([
    {code: 'settings-handler-malformed', facts: {event, found, line: 1, column}},
  ]);
});

it('managed settings are told, and what they forbid', () => {
  expect(codes('{}', 'managed')).toEqual(['managed-settings']);
  expect(codes('{"allowManagedHooksOnly":true}', 'managed')).toEqual(['managed-hooks-only']);
  expect(codes('{"allowManagedHooksOnly":true}')).toEqual([]);
});

it('other hooks of the prompt are named by what they start', () => {
  const text = JSON.stringify({
    hooks: {
      UserPromptSubmit: [
        {
          hooks: [
            {type: 'command', command: 'node', args: ['/c/hooks/tierwise/hybrid-selector.cjs']},
            {type: 'command', command: 'python3', args: ['route.py']},
            {type: 'http', url: 'http://127.0.0.1:1/'},
            {type: 'prompt'},
            {type: 'command', command: 'x'.repeat(300)},
          ],
        },
      ],
      Stop: [{hooks: [{type: 'command', command: 'say done'}]}],
    },
  });
  const {findings} = judgeSettings({scope: 'user', file, text});
  expect(findings.map(({facts}) => (facts as {command: string}).command)).toEqual([
    'python3 route.py',
    'http://127.0.0.1:1/',
    'type prompt',
    expect.stringMatching(/^x{119}…$/),
  ]);
});

it('finds the model of all agents in the env of a file', () => {
  const settings = (env: unknown): SettingsFacts => ({
    scope: 'user',
    file,
    text: JSON.stringify({env}),
  });
  expect(
    findSubagentModels([
      settings({CLAUDE_CODE_SUBAGENT_MODEL: 'opus', CLAUDE_CODE_SUBAGENT_MODEL_FORCE: '1'}),
      settings({CLAUDE_CODE_SUBAGENT_MODEL: ''}),
      settings(3),
      {scope: 'local', file, text: '{'},
      {scope: 'local', file, text: undefined},
    ]),
  ).toEqual([{value: 'opus', isForced: true, where: `env of ${file}`}]);
});
