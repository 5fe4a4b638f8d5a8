import {expect, it} from 'vitest';
import {previewPrompts} from '../../../lib/core/preview/preview-prompts.ts';
import {readPastPrompts} from '../../../lib/core/preview/read-past-prompts.ts';
import {assistantLine, userLine} from './transcript-lines.ts';

const prompts = readPastPrompts(
  [
    userLine('run the tests and show me the failures'),
    assistantLine('a'),
    userLine('yes'),
    assistantLine('b'),
    userLine('drop the users table in production', {sessionId: 'session-2'}),
    assistantLine('c'),
    userLine('run the tests and show me the failures', {uuid: 'unknown model'}),
    assistantLine('d', {model: 'somebody-elses-model'}),
    userLine('run the tests and show me the failures', {uuid: 'no answer'}),
  ].join('\n'),
);

it('says where each prompt would go, and what they come to', () => {
  const preview = previewPrompts({
    prompts,
    config: {},
    projectOf: () => ({}),
    folder: '/home/dev/.claude',
  });
  expect(preview.prompts.map(({tier, risk}) => [tier, risk])).toEqual([
    ['haiku', false],
    ['stay', false],
    ['stay', true],
    ['stay', false],
    ['haiku', false],
  ]);
  expect(preview.prompts[3]?.because).toMatch(/name that tierwise does not know/);
  expect(preview.tiers).toEqual({haiku: 2, sonnet: 0, opus: 0, stay: 3});
  expect(preview.sessions).toBe(2);
  expect(preview.saving).toMatchObject({turns: 1, unknown: 1});
  expect(preview.saving.costOfAll).toBeCloseTo(preview.saving.cost * 3);
  expect(preview.saving.saving).toBeGreaterThan(preview.saving.savingAfterHandOver);
});

it('holds to the configuration of the person and of the project', () => {
  const tiersWith = (config: object, project: object) =>
    previewPrompts({
      prompts: prompts.slice(0, 1),
      config,
      projectOf: (folder) => (folder === '/project' ? project : {}),
      folder: '/',
    }).prompts.map(({tier}) => tier);
  expect(tiersWith({tier: 'sonnet'}, {})).toEqual(['sonnet']);
  expect(tiersWith({}, {rules: [{when: {prompt: 'tests'}, tier: 'stay'}]})).toEqual(['stay']);
});
