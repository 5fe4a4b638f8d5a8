import {expect, it} from 'vitest';
import {compareRepository} from '../../../lib/core/isolation/compare-repository.ts';

const before = {
  head: 'refs/heads/main',
  refs: {'refs/heads/main': '1', 'refs/tags/v1': '1'},
  files: {config: 'x', 'hooks/pre-commit': '755 y'},
};

it('finds nothing where nothing is different', () => {
  expect(compareRepository(before, structuredClone(before))).toEqual([]);
});

it('names every difference', () => {
  const after = {
    head: 'refs/heads/other',
    refs: {'refs/heads/main': '2', 'refs/heads/other': '1'},
    files: {config: 'z', 'hooks/pre-commit': '755 y', 'hooks/post-checkout': '755 w'},
  };
  expect(compareRepository(before, after)).toEqual([
    {kind: 'head', name: 'HEAD', change: 'changed'},
    {kind: 'ref', name: 'refs/heads/main', change: 'changed'},
    {kind: 'ref', name: 'refs/heads/other', change: 'added'},
    {kind: 'ref', name: 'refs/tags/v1', change: 'removed'},
    {kind: 'file', name: 'config', change: 'changed'},
    {kind: 'file', name: 'hooks/post-checkout', change: 'added'},
  ]);
});

it('forgives the refs that we added, and only that they are there', () => {
  const own = 'refs/heads/tierwise/r1';
  const with_ = (id: string) => ({...before, refs: {...before.refs, [own]: id}});
  expect(compareRepository(before, with_('3'), [own])).toEqual([]);
  expect(compareRepository(with_('3'), with_('4'), [own])).toEqual([
    {kind: 'ref', name: own, change: 'changed'},
  ]);
});
