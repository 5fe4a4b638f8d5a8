import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {createRun, type RunRequest} from '../../lib/app/create-run.ts';
import {readRunState} from '../../lib/app/open-run.ts';
import {modeOf, put, temporaryFolder} from '../edge/temporary-folder.ts';
import {granted} from './isolation-bed.ts';

function setUp(changes: Partial<RunRequest> = {}, more: Record<string, string> = {}) {
  const home = temporaryFolder();
  const cwd = temporaryFolder();
  const environment = {HOME: home, TIERWISE_HOME: join(home, 'data'), ...more};
  const request: RunRequest = {
    prompt: 'run the tests and show me the failures',
    cwd,
    session: null,
    prompt_id: null,
    ladder: undefined,
    verify: null,
    isolate: false,
    timeout_ms: 1000,
    retries: 0,
    max_usd: null,
    max_turns: null,
    permission_mode: null,
    allowed_tools: [],
    ...changes,
  };
  return {environment, created: createRun(request, environment)};
}

test('a run is written down, readable by the user alone, before anything is sent', () => {
  const {created} = setUp({ladder: ['opus']});
  const files = granted(created);
  expect(readFileSync(files.prompt, 'utf8')).toBe('run the tests and show me the failures');
  expect(readRunState(files)).toMatchObject({
    run: files.run,
    status: 'open',
    openings: 0,
    spec: {ladder: ['opus'], because: ['named by hand']},
  });
  expect([modeOf(files.folder), modeOf(files.prompt), modeOf(files.journal)]).toEqual([
    '700',
    '600',
    '600',
  ]);
  // The prompt is in its own file, and nowhere else.
  expect(readFileSync(files.journal, 'utf8')).not.toContain('show me');
});

test('without a ladder, routing decides', () => {
  const state = readRunState(granted(setUp({}, {ANTHROPIC_MODEL: 'opus'}).created));
  expect(state?.spec.ladder).toEqual(['haiku', 'sonnet', 'opus']);
});

test('a wish is heard, and taken out of the prompt', () => {
  const files = granted(setUp({prompt: '~haiku explain this'}, {ANTHROPIC_MODEL: 'opus'}).created);
  expect(readFileSync(files.prompt, 'utf8')).toBe('explain this');
  expect(readRunState(files)?.spec.ladder[0]).toBe('haiku');
});

test('a config that cannot be read does not keep the work from being done', () => {
  const home = temporaryFolder();
  put(join(home, 'data', 'config.json'), '{"mode": ');
  const environment = {HOME: home, TIERWISE_HOME: join(home, 'data'), ANTHROPIC_MODEL: 'opus'};
  const state = readRunState(granted(setUp({}, environment).created));
  expect(state?.spec.ladder.length).toBeGreaterThan(0);
});

test.each([
  ['inside an attempt', {}, {TIERWISE_DEPTH: '1'}, {code: 'run-nested', depth: 1}],
  ['a depth that is no number', {}, {TIERWISE_DEPTH: 'x'}, {code: 'run-nested', depth: 1}],
  ['a session that is no name', {session: '../x'}, {}, {code: 'state-session-unusable'}],
  ['a folder that is not there', {cwd: '/nowhere'}, {}, {code: 'file-not-usable'}],
  ['a folder that is a file', {cwd: '/etc/hostname'}, {}, {code: 'file-not-usable'}],
])('refused before a folder is made: %s', (_name, changes, more, failure) => {
  const {created, environment} = setUp(changes, more);
  expect(created).toMatchObject({ok: false, failure});
  expect(() => readdirSync(join(environment.TIERWISE_HOME, 'runs'))).toThrow('ENOENT');
});
