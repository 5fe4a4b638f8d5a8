import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {tiers} from '../../lib/core/tier.ts';
import {
  readSessionRecord,
  readSessionTier,
  readWorkMemory,
  writeSessionRecord,
  writeSessionTier,
  writeWorkMemory,
} from '../../lib/edge/session-file.ts';
import {impossibleFolder, modeOf, put, temporaryFolder} from './temporary-folder.ts';

const record = {at: '2026-11-22T10:00:00.000Z', base_model: 'claude-opus-5-5', client: '2.1.330'};

describe('the record of a session', () => {
  it('comes back as it was written, closed to others, and leaves no other file', () => {
    const folder = join(temporaryFolder(), 'state', 'sessions');
    writeSessionRecord(folder, 's1', record);
    writeSessionRecord(folder, 's1', {...record, base_model: 'haiku'});
    expect(readSessionRecord(folder, 's1')).toEqual({...record, base_model: 'haiku'});
    expect(readdirSync(folder)).toEqual(['s1.json']);
    expect([modeOf(folder), modeOf(join(folder, 's1.json'))]).toEqual(['700', '600']);
  });

  it('is unknown when absent, broken or of another shape', () => {
    const folder = temporaryFolder();
    put(join(folder, 'broken.json'), '{"at":');
    put(join(folder, 'foreign.json'), '{"hello":1}');
    for (const session of ['absent', 'broken', 'foreign']) {
      expect(readSessionRecord(folder, session)).toBeUndefined();
    }
  });

  it('of a session whose id climbs is neither written nor read', () => {
    const folder = temporaryFolder();
    put(join(folder, 'x.json'), JSON.stringify(record));
    const inside = join(folder, 'sessions');
    expect(() => writeSessionRecord(inside, '../x', record)).toThrow('no plain name');
    expect(readSessionRecord(inside, '../x')).toBeUndefined();
    expect(readFileSync(join(folder, 'x.json'), 'utf8')).toBe(JSON.stringify(record));
  });

  it('throws where nothing can be written', () => {
    expect(() => writeSessionRecord(impossibleFolder(), 's1', record)).toThrow();
  });
});

describe('the tier of a session', () => {
  it.each(tiers)('%s comes back, until auto', (tier) => {
    const folder = join(temporaryFolder(), 'sessions');
    writeSessionTier(folder, 's1', tier);
    expect(readSessionTier(folder, 's1')).toBe(tier);
    expect(modeOf(join(folder, 's1.tier'))).toBe('600');
    writeSessionTier(folder, 's1', 'auto');
    expect(readSessionTier(folder, 's1')).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is another one in each session, and apart from the record', () => {
    const folder = temporaryFolder();
    writeSessionTier(folder, 's1', 'haiku');
    writeSessionRecord(folder, 's1', record);
    expect(readSessionTier(folder, 's2')).toBeUndefined();
    expect(readSessionTier(folder, 's1')).toBe('haiku');
  });

  it('is unknown where the file says something else', () => {
    const folder = temporaryFolder();
    put(join(folder, 's1.tier'), 'fable\n');
    expect(readSessionTier(folder, 's1')).toBeUndefined();
    expect(readSessionTier(folder, '../s1')).toBeUndefined();
  });

  it('auto where nothing was set is no failure', () => {
    expect(() => writeSessionTier(join(temporaryFolder(), 'none'), 's1', 'auto')).not.toThrow();
  });
});

describe('what a session knows of its moves', () => {
  const memory = {failed: ['haiku' as const], isStopped: true};

  it('comes back as it was written, closed to others, and apart from the record', () => {
    const folder = join(temporaryFolder(), 'sessions');
    writeWorkMemory(folder, 's1', memory);
    writeSessionRecord(folder, 's1', record);
    expect(readWorkMemory(folder, 's1')).toEqual(memory);
    expect(modeOf(join(folder, 's1.work.json'))).toBe('600');
  });

  it('is unknown when absent, torn, of another shape, or of a session that climbs', () => {
    const folder = temporaryFolder();
    put(join(folder, 'torn.work.json'), '{"failed":[');
    put(join(folder, 'foreign.work.json'), '{"failed":["fable"],"isStopped":true}');
    for (const session of ['absent', 'torn', 'foreign', '../x']) {
      expect(readWorkMemory(folder, session)).toBeUndefined();
    }
    expect(() => writeWorkMemory(folder, '../x', memory)).toThrow('no plain name');
  });
});
