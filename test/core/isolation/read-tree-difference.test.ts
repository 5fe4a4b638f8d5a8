import {expect, it} from 'vitest';
import {readChangedFiles, readLineCounts} from '../../../lib/core/isolation/read-changed-files.ts';
import {findLinks, readTreeDifference} from '../../../lib/core/isolation/read-tree-difference.ts';

const none = '0000000';
const raw = [
  `:100644 100755 aaaaaaa aaaaaaa M`,
  'run.sh',
  `:000000 120000 ${none} bbbbbbb A`,
  'link',
  `:100664 000000 ccccccc ${none} D`,
  'old',
];

it('reads steps, links followed to their targets', () => {
  expect(findLinks(raw)).toEqual(['bbbbbbb']);
  expect(readTreeDifference(raw, new Map([['bbbbbbb', 'run.sh']]))).toEqual({
    steps: [
      {
        path: 'run.sh',
        before: {mode: '100644', id: 'aaaaaaa'},
        after: {mode: '100755', id: 'aaaaaaa'},
      },
      {path: 'link', before: null, after: {mode: '120000', id: 'bbbbbbb'}},
      // An old mode, which git takes for this one.
      {path: 'old', before: {mode: '100644', id: 'ccccccc'}, after: null},
    ],
    problems: [],
  });
});

it('names what may not be: one problem for each path', () => {
  const bad = [
    `:000000 160000 ${none} ddddddd A`,
    'inner',
    `:000000 100644 ${none} eeeeeee A`,
    'a/../../b',
    ...raw,
  ];
  expect(readTreeDifference(bad, new Map()).problems).toEqual([
    {path: 'inner', problem: 'is a repository of its own'},
    {path: 'a/../../b', problem: 'leaves the tree'},
    // A link whose target nobody knows.
    {path: 'link', problem: 'links to outside the tree'},
  ]);
});

it('reads names and counts', () => {
  expect(readChangedFiles(['A', 'new', 'R087', 'from', 'to', 'T', 'kind', 'D', 'gone'])).toEqual([
    {path: 'new', change: 'added'},
    {path: 'to', change: 'renamed', from: 'from'},
    {path: 'kind', change: 'modified'},
    {path: 'gone', change: 'deleted'},
  ]);
  expect(readLineCounts(' 3 files changed, 10 insertions(+), 1 deletion(-)\n')).toEqual({
    insertions: 10,
    deletions: 1,
  });
  expect(readLineCounts('')).toEqual({insertions: 0, deletions: 0});
});
