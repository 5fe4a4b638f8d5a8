import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {openTranscripts, readSessionTranscripts} from '../../lib/edge/session-transcripts.ts';
import {put, temporaryFolder} from './temporary-folder.ts';

describe('a main transcript is found', () => {
  test('where the client said', () => {
    const path = put(join(temporaryFolder(), 'elsewhere', 's1.jsonl'), '');
    expect(openTranscripts('/none').find('s1', path)).toBe(path);
  });

  test("in the client's own folder, when that one is gone", () => {
    const claude = temporaryFolder();
    const path = put(join(claude, 'projects', '-home-p', 's1.jsonl'), '');
    const transcripts = openTranscripts(claude);
    expect(transcripts.find('s1', '/gone/s1.jsonl')).toBe(path);
    expect(transcripts.find('s1', null)).toBe(path);
    expect(transcripts.find('s2', null)).toBeUndefined();
  });

  test('by no id that leads elsewhere', () => {
    const claude = temporaryFolder();
    put(join(claude, 'projects', 'p', 'x.jsonl'), '');
    put(join(claude, 'secret.jsonl'), '');
    expect(openTranscripts(claude).find('../../secret', null)).toBeUndefined();
  });
});

test('the main transcript comes first, then the agents with what their sidecars say', () => {
  const folder = temporaryFolder();
  const main = put(join(folder, 's1.jsonl'), '{"promptId":"p1"}\n{"type":"mode"}\n');
  const agents = join(folder, 's1', 'subagents');
  put(join(agents, 'agent-a1.jsonl'), '{"usage":1}\n');
  put(
    join(agents, 'agent-a1.meta.json'),
    '{"agentType":"tierwise-haiku","toolUseId":"toolu_1","spawnDepth":1}',
  );
  put(join(agents, 'deeper', 'agent-a2.jsonl'), '{"usage":2}\n');
  put(join(agents, 'agent-a3.jsonl'), '{"usage":3}\n');
  put(join(agents, 'agent-a3.meta.json'), '{"agentType":"","toolUseId":7');
  put(join(agents, 'notes.jsonl'), '{"usage":4}\n');
  const lines: unknown[] = [];
  readSessionTranscripts(main, (line, agent) => lines.push([line, agent]));
  const nothing = {type: undefined, toolUse: undefined, depth: undefined};
  expect(lines).toEqual([
    ['{"promptId":"p1"}', undefined],
    ['{"usage":1}', {id: 'a1', type: 'tierwise-haiku', toolUse: 'toolu_1', depth: 1}],
    ['{"usage":3}', {id: 'a3', ...nothing}],
    ['{"usage":2}', {id: 'a2', ...nothing}],
  ]);
});

test('a transcript that is gone meanwhile tells nothing', () => {
  const lines: string[] = [];
  readSessionTranscripts(join(temporaryFolder(), 'gone.jsonl'), (line) => lines.push(line));
  expect(lines).toEqual([]);
});
