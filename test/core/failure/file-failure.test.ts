import {expect, it} from 'vitest';
import {fileFailure} from '../../../lib/core/failure/file-failure.ts';

it.each([
  ['EACCES', 'permission denied'],
  ['ENOSPC', 'the disk is full'],
  ['EWHATEVER', 'EWHATEVER'],
])('what the file system refuses is named: %s', (code, reason) => {
  const error = Object.assign(new Error('no'), {code, path: '/x'});
  expect(fileFailure(error)).toEqual({code: 'file-not-usable', file: '/x', reason});
});

it.each([
  [new Error('a bug')],
  [null],
  ['text'],
  [Object.assign(new Error('x'), {code: 'EACCES'})],
])('anything else is a bug: %s', (error) => {
  expect(fileFailure(error)).toBeUndefined();
});
