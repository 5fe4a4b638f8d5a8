import {expect, it} from 'vitest';
import {
  type ClientFacts,
  judgeClient,
  judgeSubagentModel,
  versionOf,
} from '../../../lib/core/health/judge-client.ts';

const found = (answer: string): ClientFacts => ({state: 'found', path: '/bin/claude', answer});
const codes = (client: ClientFacts) => judgeClient(client).findings.map(({code}) => code);

it.each([
  ['2.1.197 (Claude Code)', []],
  ['2.1.250', []],
  ['2.1.330 (Claude Code)', []],
  ['2.1.196', ['client-version-untried']],
  ['2.1.331', ['client-version-untried']],
  ['2.2.0', ['client-version-untried']],
  ['1.0.0', ['client-version-untried']],
  ['hello', ['client-not-runnable']],
])('%s', (answer, expected) => {
  expect(codes(found(answer))).toEqual(expected);
});

it('a client that is missing or broken has no version', () => {
  expect(codes({state: 'missing'})).toEqual(['client-not-found']);
  expect(codes({state: 'broken', path: '/x', reason: 'r'})).toEqual(['client-not-runnable']);
  expect(versionOf({state: 'missing'})).toBeUndefined();
  expect(judgeClient(found('2.1.330')).healthy).toBe('Claude Code 2.1.330 (/bin/claude)');
});

it.each([
  ['2.1.330', false, 'subagent-model-default'],
  ['2.1.330', true, 'subagent-model-forced'],
  ['2.1.197', false, 'subagent-model-forced'],
  ['2.1.236', false, 'subagent-model-forced'],
  ['?', false, 'subagent-model-forced'],
])('CLAUDE_CODE_SUBAGENT_MODEL on %s, forced %s: %s', (version, isForced, code) => {
  const models = [{value: 'opus', isForced, where: 'here'}];
  expect(judgeSubagentModel(models, versionOf(found(version))).findings).toMatchObject([{code}]);
  expect(judgeSubagentModel([], versionOf(found(version))).findings).toEqual([]);
});
