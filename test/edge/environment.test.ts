import {afterEach, expect, test, vi} from 'vitest';
import {isDisabled, readEnvironment, readHome} from '../../lib/edge/environment.ts';

/** Makes the system answer the question for a home folder. */
function answerHomedir(homedir: () => string): void {
  vi.spyOn(process, 'getBuiltinModule').mockReturnValue({homedir} as never);
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('TIERWISE_DISABLE switches off by any value but empty, 0 and false', () => {
  for (const value of ['1', 'true', 'yes', 'off']) {
    expect(isDisabled({TIERWISE_DISABLE: value})).toBe(true);
  }
  for (const value of [undefined, '', '0', 'false', 'FALSE']) {
    expect(isDisabled({TIERWISE_DISABLE: value})).toBe(false);
  }
});

test('the home folder is HOME, else what the system says', () => {
  answerHomedir(() => '/home/dev');
  expect(readHome({HOME: '/h'})).toBe('/h');
  expect(readHome({})).toBe('/home/dev');
  expect(readHome({HOME: ''})).toBe('/home/dev');
});

test('a process without HOME and without a user entry has a home that holds nothing', () => {
  answerHomedir(() => {
    throw new Error('uv_os_homedir returned ENOENT');
  });
  expect(readHome({})).toBe('/nowhere');
});

test('the environment is that of the process', () => {
  expect(readEnvironment().PATH).toBe(process.env.PATH);
});
