import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, statSync, utimesSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {previewRouting} from '../../lib/app/preview-routing.ts';
import {assistantLine, userLine} from '../core/preview/transcript-lines.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';

const work = 'run the tests and show me the failures';

function transcript(home: string, name: string, days: readonly number[], written: number): void {
  const lines = days.flatMap((day) => [
    userLine(work, {
      uuid: `${name}-${day}`,
      sessionId: name,
      timestamp: new Date(day * 86_400_000).toISOString(),
    }),
    assistantLine(`${name}-${day}`),
  ]);
  const path = put(join(home, '.claude', 'projects', 'p', `${name}.jsonl`), lines.join('\n'));
  utimesSync(path, written * 86_400, written * 86_400);
}

function snapshot(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, {recursive: true, encoding: 'utf8'}).sort()) {
    const path = join(folder, name);
    const {mtimeMs, mode} = statSync(path);
    hash.update(`${name} ${mtimeMs} ${mode}`);
    hash.update(statSync(path).isFile() ? readFileSync(path) : '');
  }
  return hash.digest('hex');
}

it('reads nothing but what is there, sends nothing, stores nothing', () => {
  const home = temporaryFolder();
  transcript(home, 'a', [1, 2, 3], 3);
  put(join(home, '.claude', 'tierwise', 'config.json'), '{"tier": "sonnet"}');
  const before = snapshot(home);
  const preview = previewRouting({HOME: home}, 200);
  expect(preview.tiers).toMatchObject({sonnet: 3});
  expect(preview.saving.turns).toBe(3);
  expect(snapshot(home)).toBe(before);
});

it('takes the newest prompts of all files, whichever file is newer', () => {
  const home = temporaryFolder();
  transcript(home, 'long', [1, 2, 9], 9);
  transcript(home, 'middle', [6, 7], 7);
  transcript(home, 'old', [3, 4], 4);
  const newest = (last: number) =>
    previewRouting({HOME: home}, last).prompts.map(({at}) => Date.parse(at) / 86_400_000);
  expect(newest(1)).toEqual([9]);
  expect(newest(3)).toEqual([9, 7, 6]);
  expect(newest(100)).toEqual([9, 7, 6, 4, 3, 2, 1]);
});

it('counts the lines that a forked session copied once', () => {
  const home = temporaryFolder();
  transcript(home, 'a', [1], 1);
  const path = join(home, '.claude', 'projects', 'p');
  put(join(path, 'fork.jsonl'), readFileSync(join(path, 'a.jsonl'), 'utf8'));
  expect(previewRouting({HOME: home}, 10).prompts).toHaveLength(1);
});

it('without transcripts there is nothing to preview', () => {
  const home = temporaryFolder();
  expect(previewRouting({HOME: home}, 10)).toMatchObject({
    prompts: [],
    sessions: 0,
    folder: join(home, '.claude'),
  });
});
