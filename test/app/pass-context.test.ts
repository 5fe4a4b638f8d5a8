import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {execa} from 'execa';
import {describe, expect, it} from 'vitest';
import {type PassedContext, passContext, receiveContext} from '../../lib/app/pass-context.ts';
import type {ContextValues} from '../../lib/core/context/plan-context.ts';
import type {Environment} from '../../lib/edge/environment.ts';
import {impossibleFolder, modeOf, put, temporaryFolder} from '../edge/temporary-folder.ts';

const log = 'line\n'.repeat(2000);

function pass(environment: Environment, values: ContextValues, file: string): PassedContext {
  const passed = passContext(environment, {values, file});
  if (!passed.ok) {
    throw new Error(passed.failure.code);
  }
  return passed.value;
}

describe('passContext', () => {
  it('gives a real child its variables and its file, which only the user can read', async () => {
    const file = join(temporaryFolder(), 'run', 'context.json');
    const {environment, remove} = pass({}, {branch: 'main', log}, file);
    const script =
      'const {TIERWISE_CTX_BRANCH: branch, TIERWISE_CONTEXT_FILE: file} = process.env; console.log(JSON.stringify([branch, JSON.parse(require("fs").readFileSync(file, "utf8")).values.LOG.length]))';
    const {stdout} = await execa(process.execPath, ['-e', script], {
      env: environment,
      extendEnv: false,
    });
    expect(JSON.parse(stdout)).toEqual(['main', log.length]);
    expect([modeOf(file), modeOf(join(file, '..'))]).toEqual(['600', '700']);
    remove();
    expect(existsSync(file)).toBe(false);
    remove();
  });

  it('makes no file for small values, and does not hand on the file of its parent', () => {
    const folder = temporaryFolder();
    const parent = pass({}, {LOG: log}, join(folder, 'parent.json'));
    const own = pass(parent.environment, {LOG: 'short'}, join(folder, 'child.json'));
    expect(own.environment).toEqual({
      TIERWISE_CTX_LOG: 'short',
      TIERWISE_CONTEXT_FILE: undefined,
    });
    expect(readdirSync(folder)).toEqual(['parent.json']);
  });

  it('hands large values on in a file of the child, so that each run removes its own', () => {
    const folder = temporaryFolder();
    const parent = pass({}, {LOG: log, A: '1'}, join(folder, 'parent.json'));
    const child = pass(parent.environment, {A: '2', B: '3'}, join(folder, 'child.json'));
    parent.remove();
    expect(receiveContext(child.environment)).toEqual({
      ok: true,
      value: {LOG: log, A: '2', B: '3'},
    });
  });

  it('replaces what a killed run has left in the place', () => {
    const file = put(join(temporaryFolder(), 'context.json'), 'old');
    pass({}, {LOG: log}, file);
    expect(JSON.parse(readFileSync(file, 'utf8')).values).toEqual({LOG: log});
    expect(modeOf(file)).toBe('600');
  });

  it('says what is wrong, and leaves nothing', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'context.json');
    expect(passContext({}, {values: {'a b': 'x'}, file})).toMatchObject({
      failure: {code: 'context-name-unusable'},
    });
    expect(passContext({}, {values: {A: 'x'.repeat(1_000_001)}, file})).toMatchObject({
      failure: {code: 'context-too-large', largest: 'A'},
    });
    expect(readdirSync(folder)).toEqual([]);
    const nowhere = join(impossibleFolder(), 'context.json');
    expect(passContext({}, {values: {LOG: log}, file: nowhere})).toMatchObject({
      failure: {code: 'file-not-usable'},
    });
    const full = passContext({}, {values: {LOG: log}, file: '/dev/full/context.json'});
    expect(full).toMatchObject({ok: false, failure: {code: 'file-not-usable'}});
  });
});

describe('receiveContext', () => {
  it.each([
    ['missing', () => join(temporaryFolder(), 'none'), /missing/],
    ['a folder', () => temporaryFolder(), /no file/],
    ['something else', () => put(join(temporaryFolder(), 'x'), 'hello'), /no context/],
    ['endless', () => '/dev/zero', /no file/],
    ['huge', () => put(join(temporaryFolder(), 'x'), 'x'.repeat(6_002_000)), /too large/],
  ])('a file that is %s is told', (_name, file, problem) => {
    expect(receiveContext({TIERWISE_CONTEXT_FILE: file()})).toMatchObject({
      ok: false,
      failure: {code: 'context-file-unusable', problem: expect.stringMatching(problem)},
    });
  });

  it('leaves variables alone that are no context', () => {
    const environment = {PATH: '/bin', TIERWISE_MODE: 'off', 'TIERWISE_CTX_A-B': 'x'};
    expect(receiveContext(environment)).toEqual({ok: true, value: {}});
  });

  it('gives one value by its name, or says which there are', () => {
    const environment = {TIERWISE_CTX_BRANCH: 'main'};
    expect(receiveContext(environment, 'branch')).toEqual({ok: true, value: {BRANCH: 'main'}});
    expect(receiveContext(environment, 'toString')).toEqual({
      ok: false,
      failure: {code: 'context-value-missing', name: 'TOSTRING', known: ['BRANCH']},
    });
  });
});
