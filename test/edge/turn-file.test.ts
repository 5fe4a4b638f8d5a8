import {execFile} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {build} from 'esbuild';
import {describe, expect, it, test} from 'vitest';
import {
  appendTurnEvent,
  claimTurn,
  readTurnFile,
  turnFilePath,
  writeTurnDecision,
} from '../../lib/edge/turn-file.ts';
import {impossibleFolder, modeOf, put, temporaryFolder} from './temporary-folder.ts';

const decision = {
  event: 'decided',
  tier: 'haiku',
  enforcement: 'strict',
  maxTier: 'opus',
  by: '/i',
} as const;

describe('the path of a turn', () => {
  it('is made of the ids', () => {
    expect(turnFilePath('/turns', 'session-1', 'prompt_2')).toBe(
      join('/turns', 'session-1-prompt_2.jsonl'),
    );
  });

  it.each([
    ['no prompt id', 's', undefined],
    ['an empty id', '', 'p'],
    ['an id that climbs', '../../etc', 'p'],
    ['a prompt id that climbs', 's', '../p'],
    ['an absolute id', '/etc/passwd', 'p'],
    ['a separator', 'a/b', 'p'],
    ['a backslash', 'a\\b', 'p'],
    ['a hidden file', '.s', 'p'],
    ['a line feed at the end', 's', 'p\n'],
    ['a zero', 's\0', 'p'],
    ['a very long id', 's'.repeat(101), 'p'],
  ])('is none for %s', (_name, session, prompt) => {
    expect(turnFilePath('/turns', session, prompt)).toBeUndefined();
  });
});

describe('a claim', () => {
  it('makes the folder, closed to others, and is had once', () => {
    const folder = join(temporaryFolder(), 'state', 'turns');
    const path = join(folder, 's-p.jsonl');
    const claim = claimTurn(path) as number;
    expect(claim).toBeTypeOf('number');
    expect(claimTurn(path)).toBeUndefined();
    writeTurnDecision(claim, decision);
    expect(claimTurn(path)).toBeUndefined();
    expect([modeOf(folder), modeOf(path)]).toEqual(['700', '600']);
  });

  it('throws where nothing can be written', () => {
    expect(() => claimTurn(join(impossibleFolder(), 'turns', 's-p.jsonl'))).toThrow();
  });

  it('is had by one of many processes that try at once', async () => {
    const folder = temporaryFolder();
    const program = join(folder, 'claim.cjs');
    await build({
      stdin: {
        contents: `
          import {claimTurn} from './lib/edge/turn-file.ts';
          const [path, start] = process.argv.slice(2);
          while (Date.now() < Number(start)) {}
          process.stdout.write(claimTurn(path) === undefined ? 'taken' : 'mine');`,
        resolveDir: process.cwd(),
      },
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    const path = join(folder, 'turns', 's-p.jsonl');
    const start = String(Date.now() + 400);
    const claims = Array.from({length: 8}, () =>
      promisify(execFile)(process.execPath, [program, path, start]),
    );
    const answers = (await Promise.all(claims)).map(({stdout}) => stdout);
    expect(answers.filter((answer) => answer === 'mine')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(7);
  });
});

describe('the file of a turn', () => {
  it('tells the decision and what happened since', () => {
    const path = join(temporaryFolder(), 's-p.jsonl');
    writeTurnDecision(claimTurn(path) as number, decision);
    appendTurnEvent(path, 'denied');
    appendTurnEvent(path, 'denied');
    appendTurnEvent(path, 'gate-opened');
    expect(readTurnFile(path)).toEqual({
      decision,
      denials: 2,
      hasFailed: false,
      hasDelegated: false,
      wasHandedBack: false,
      isGateOpen: true,
      isHeld: false,
      hasEnded: false,
    });
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(5);
  });

  it('tells nothing when it is absent, empty, foreign or a folder', () => {
    const folder = temporaryFolder();
    expect(readTurnFile(join(folder, 'absent'))).toBeUndefined();
    expect(readTurnFile(put(join(folder, 'empty'), ''))).toBeUndefined();
    expect(readTurnFile(put(join(folder, 'foreign'), 'hello\n'))).toBeUndefined();
    expect(readTurnFile(folder)).toBeUndefined();
  });
});

test('an event that cannot be written throws, so that nothing is denied for it', () => {
  const path = join(impossibleFolder(), 's-p.jsonl');
  expect(() => appendTurnEvent(path, 'denied')).toThrow();
});

test('an event after a torn line is read as far as it is whole', () => {
  const path = join(temporaryFolder(), 's-p.jsonl');
  writeFileSync(path, `${JSON.stringify(decision)}\n{"event":"denied"}\n{"event":"del`);
  expect(readTurnFile(path)).toMatchObject({denials: 1, hasDelegated: false});
});
