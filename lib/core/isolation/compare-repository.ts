import type {RepositoryDifference, RepositorySnapshot} from './repository-snapshot.ts';

/**
 * What is not as it was. `ownRefs`: full names of refs that tierwise added in between; one of them
 * may appear, and nothing else may happen to it.
 */
export function compareRepository(
  before: RepositorySnapshot,
  after: RepositorySnapshot,
  ownRefs: readonly string[] = [],
): RepositoryDifference[] {
  const refs = compareNames('ref', before.refs, after.refs);
  return [
    ...(before.head === after.head
      ? []
      : [{kind: 'head' as const, name: 'HEAD', change: 'changed' as const}]),
    ...refs.filter(({name, change}) => !(change === 'added' && ownRefs.includes(name))),
    ...compareNames('file', before.files, after.files),
  ];
}

function compareNames(
  kind: 'ref' | 'file',
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): RepositoryDifference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name): RepositoryDifference[] => {
    if (before[name] === after[name]) {
      return [];
    }
    const isNew = !Object.hasOwn(before, name);
    const change = isNew ? 'added' : Object.hasOwn(after, name) ? 'changed' : 'removed';
    return [{kind, name, change}];
  });
}
