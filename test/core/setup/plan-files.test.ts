import {describe, expect, it} from 'vitest';
import type {RecordedFile} from '../../../lib/core/setup/manifest.ts';
import {
  type DistributedFile,
  type FileOnDisk,
  planCopies,
  planRemovals,
} from '../../../lib/core/setup/plan-files.ts';
import {type FileKind, setupPaths} from '../../../lib/core/setup/setup-paths.ts';

const {folders} = setupPaths('/c');

describe('an install', () => {
  const cases: [string, FileKind, FileOnDisk | undefined, string[] | undefined, unknown][] = [
    ['writes an absent file', 'agent', undefined, undefined, {change: 'created', from: '/d/x'}],
    ['writes one that was deleted', 'agent', undefined, ['new'], {change: 'created', from: '/d/x'}],
    ['leaves one that is as it should be', 'agent', disk('new'), ['new'], {change: 'unchanged'}],
    ['takes over an equal one', 'agent', disk('new'), undefined, {change: 'unchanged'}],
    ['updates an unedited one', 'agent', disk('old'), ['old'], {change: 'replaced', from: '/d/x'}],
    [
      'knows both sides of a broken-off update',
      'agent',
      disk('mid'),
      ['old', 'mid'],
      {change: 'replaced', from: '/d/x'},
    ],
    [
      'keeps an edited one',
      'agent',
      disk('edited'),
      ['old'],
      {change: 'kept', note: 'edited-file-kept'},
    ],
    [
      'keeps an edited one with our mark',
      'agent',
      disk('edited', true),
      ['old'],
      {change: 'kept', note: 'edited-file-kept'},
    ],
    [
      'keeps somebody else’s',
      'agent',
      disk('theirs'),
      undefined,
      {change: 'kept', note: 'own-file-kept'},
    ],
    [
      'keeps a folder of that name',
      'command',
      disk(undefined),
      undefined,
      {change: 'kept', note: 'own-file-kept'},
    ],
    [
      'sets ours aside when the record is lost',
      'agent',
      disk('other', true),
      undefined,
      {change: 'replaced', from: '/d/x', isSetAside: true, note: 'copy-set-aside'},
    ],
    [
      'repairs a damaged bundle',
      'bundle',
      disk('damaged'),
      ['old'],
      {change: 'replaced', from: '/d/x', isSetAside: true, note: 'copy-set-aside'},
    ],
  ];

  it.each(cases)('%s', (_, kind, found, fingerprints, expected) => {
    const {note, ...step} = expected as {note?: string};
    const plan = planCopies([file(kind)], now(kind, found, fingerprints));
    expect(plan.steps).toEqual([{kind, name: 'x', to: `${folders[kind]}/x`, ...step}]);
    expect(plan.notes.map(({code}) => code)).toEqual(note ? [note] : []);
  });

  it('records what it wrote, and of an edited file what it wrote once', () => {
    const recorded = (found: FileOnDisk | undefined, fingerprints?: string[]) =>
      planCopies([file('agent')], now('agent', found, fingerprints)).recorded;
    expect(recorded(undefined)).toEqual([record('agent', ['new'])]);
    expect(recorded(disk('edited'), ['old'])).toEqual([record('agent', ['old'])]);
    expect(recorded(disk('theirs'))).toEqual([]);
  });

  it('removes what the distribution no longer has, unless it was edited', () => {
    const gone = planCopies([], now('bundle', disk('old'), ['old']));
    expect(gone.steps.map(({change}) => change)).toEqual(['removed']);
    expect(gone.recorded).toEqual([]);
    const edited = planCopies([], now('bundle', disk('edited'), ['old']));
    expect(edited.steps.map(({change}) => change)).toEqual(['kept']);
    expect(edited.recorded).toEqual([record('bundle', ['old'])]);
  });
});

describe('an uninstall', () => {
  const cases: [string, FileOnDisk | undefined, string[] | undefined, string[]][] = [
    ['removes what we wrote', disk('old'), ['old'], ['removed']],
    ['leaves an edited file', disk('edited'), ['old'], ['kept', 'edited-file-kept']],
    ['has nothing to do for a deleted file', undefined, ['old'], []],
    ['removes an equal file when the record is lost', disk('new'), undefined, ['removed']],
    [
      'leaves a marked one when the record is lost',
      disk('other', true),
      undefined,
      ['kept', 'edited-file-kept'],
    ],
    ['says nothing of somebody else’s file', disk('theirs'), undefined, []],
  ];

  it.each(cases)('%s', (_, found, fingerprints, expected) => {
    const {steps, notes} = planRemovals([file('agent')], now('agent', found, fingerprints));
    expect([...steps.map(({change}) => change), ...notes.map(({code}) => code)]).toEqual(expected);
  });
});

function file(kind: FileKind): DistributedFile {
  return {kind, name: 'x', from: '/d/x', fingerprint: 'new'};
}

function record(kind: FileKind, fingerprints: string[]): RecordedFile {
  return {kind, name: 'x', fingerprints};
}

function disk(fingerprint: string | undefined, isMarked = false): FileOnDisk {
  return {fingerprint, isMarked};
}

function now(kind: FileKind, found: FileOnDisk | undefined, fingerprints: string[] | undefined) {
  return {
    folders,
    onDisk: new Map(found ? [[`${folders[kind]}/x`, found]] : []),
    recorded: fingerprints ? [record(kind, fingerprints)] : [],
  };
}
