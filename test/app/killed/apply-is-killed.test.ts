import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {expect, test, vi} from 'vitest';
import {recoverApply} from '../../../lib/app/recover-apply.ts';
import {makeRepository} from '../../edge/make-repository.ts';
import {readTree} from '../../edge/read-tree.ts';
import {put, temporaryFolder} from '../../edge/temporary-folder.ts';
import {changeOf, copyOf} from '../isolation-bed.ts';

/** Per test. `TIERWISE_KILL_ROUNDS=300` for a long look. */
const rounds = Number(process.env.TIERWISE_KILL_ROUNDS ?? 4);

vi.setConfig({testTimeout: 120_000 + rounds * 30_000});

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Calls at the end of an apply that move files; those before it stage them. */
const moves = 450;

test('killed with -9 at any call, an apply is finished or never began', async () => {
  const bed = await setUp();
  const calls = bed.countCalls();
  const seen = {old: 0, half: 0, new: 0};
  for (let round = 0; round < rounds; round++) {
    // Every second one in the middle of the files.
    const first = round % 2 === 0 ? Math.max(1, calls - moves) : 1;
    const at = first + Math.floor(Math.random() * (calls - first));
    const place = `round ${round}, call ${at} of ${calls}`;
    const {end, stdout, stderr} = bed.start('apply', {at, isAfter: round % 3 === 0});
    expect(end, `${place}: ${stdout} ${stderr}`).toBe('SIGKILL');
    seen[bed.look()]++;
    // The recovery is killed as well, at calls of its own.
    for (let again = 0; again < 2; again++) {
      bed.run('recover', {at: 1 + Math.floor(Math.random() * moves)});
    }
    const answer = await recoverApply(bed.journal, bed.repository.environment);
    expect(answer, place).toMatchObject({ok: true});
    const isNew = answer.ok && answer.value !== null;
    expect(bed.look(), place).toBe(isNew ? 'new' : 'old');
    bed.expectTidy(place);
    bed.reset();
  }
  console.log(`${rounds} kills, the tree right after them: ${JSON.stringify(seen)}`);
  expect(seen.half).toBeGreaterThan(0);
});

test('killed at a random moment from outside, too', async () => {
  const bed = await setUp();
  const start = performance.now();
  expect(bed.run('apply', {})).toBe('ended');
  const usual = performance.now() - start;
  bed.reset();
  for (let round = 0; round < rounds; round++) {
    const delay = Math.random() * usual;
    await bed.killAfter(delay);
    const answer = await recoverApply(bed.journal, bed.repository.environment);
    expect(answer, JSON.stringify(answer).slice(0, 400)).toMatchObject({ok: true});
    expect(bed.look()).toBe(answer.ok && answer.value !== null ? 'new' : 'old');
    bed.expectTidy(`after ${delay} ms`);
    bed.reset();
  }
});

test('when the person edits a file before the recovery, theirs stays and all else is old', async () => {
  const bed = await setUp();
  const calls = bed.countCalls();
  const {repository} = bed;
  let taken = 0;
  for (let round = 0; round < rounds; round++) {
    const at = calls - Math.floor(Math.random() * moves);
    bed.run('apply', {at});
    if (bed.look() !== 'half') {
      await recoverApply(bed.journal, repository.environment);
      bed.reset();
      continue;
    }
    taken++;
    repository.put('d3/changed-3.txt', "the person's own\n");
    const answer = await recoverApply(bed.journal, repository.environment);
    expect(answer).toMatchObject({
      failure: {code: 'change-conflicts', paths: ['d3/changed-3.txt'], branch: 'tierwise/r1'},
    });
    expect(readTree(repository.root)).toEqual({
      ...bed.old,
      'd3/changed-3.txt': "the person's own\n",
    });
    bed.expectTidy(`round ${round}`);
    repository.git('branch', '-qD', 'tierwise/r1');
    bed.reset();
  }
  expect(taken).toBeGreaterThan(0);
});

test('what a killed run left half done is finished before another run applies', async () => {
  const bed = await setUp();
  const {repository} = bed;
  bed.run('apply', {at: bed.countCalls() - 100});
  expect(bed.look()).toBe('half');
  const copy = await copyOf(makeRepository());
  put(join(copy.tree, 'other.txt'), 'of another run\n');
  const other = join(bed.folder, 'other.json');
  const change = await changeOf(copy, repository);
  const answer = bed.run('apply', {change, journal: other, run: 'r2'});
  expect(answer).toBe('ended');
  expect(readTree(repository.root)).toEqual({...bed.wanted, 'other.txt': 'of another run\n'});
  expect(await recoverApply(bed.journal, repository.environment)).toMatchObject({ok: true});
  bed.expectTidy('both');
});

/** A repository, a change to 200 of its files, and a program to apply it that can be killed. */
async function setUp() {
  const folder = temporaryFolder();
  const program = join(folder, 'apply.cjs');
  const journal = join(folder, 'apply.json');
  await build({
    entryPoints: [here('apply-program.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
  });
  const repository = makeRepository(makeFiles());
  const {root, environment, git} = repository;
  const copy = await copyOf(repository);
  changeFiles(copy.tree);
  const change = await changeOf(copy, repository);
  expect(change.steps.length).toBe(200);
  const old = readTree(root);
  const wanted = readTree(copy.tree);

  const start = (what: 'apply' | 'recover', order: Partial<Order>) => {
    const {at = 0, isAfter = false, ...rest} = order;
    const orders = join(folder, 'orders.json');
    writeFileSync(orders, JSON.stringify({change, root, journal, run: 'r1', environment, ...rest}));
    return {
      args: ['--require', here('kill-at-call.cjs'), program, what, orders],
      options: {
        env: {PATH: environment.PATH, KILL_AT: String(at), KILL_AFTER: isAfter ? '1' : '0'},
        encoding: 'utf8' as const,
      },
    };
  };
  const runProgram = (what: 'apply' | 'recover', order: Partial<Order>) => {
    const {args, options} = start(what, order);
    const {signal, stderr, stdout} = spawnSync(process.execPath, args, options);
    return {end: signal ?? 'ended', stderr, stdout};
  };
  const reset = () => {
    git('reset', '-q', '--hard');
    git('clean', '-fdq');
    rmSync(journal, {force: true});
    expect(readTree(root)).toEqual(old);
  };

  return {
    folder,
    journal,
    repository,
    old,
    wanted,
    reset,
    start: runProgram,
    run: (what: 'apply' | 'recover', order: Partial<Order>) => runProgram(what, order).end,
    countCalls: () => {
      const {stderr, stdout} = runProgram('apply', {});
      expect(stdout).toContain('"ok":true');
      reset();
      return Number(/calls (\d+)/.exec(stderr)?.[1]);
    },
    killAfter: async (delayMs: number) => {
      const {args, options} = start('apply', {});
      const child = spawn(process.execPath, args, {...options, stdio: 'ignore'});
      const exit = once(child, 'exit');
      await wait(delayMs);
      child.kill('SIGKILL');
      await exit;
    },
    look: () => {
      const now = JSON.stringify(readTree(root));
      return now === JSON.stringify(old) ? 'old' : now === JSON.stringify(wanted) ? 'new' : 'half';
    },
    expectTidy: (place: string) => {
      expect(existsSync(join(root, '.git/tierwise')), place).toBe(false);
      expect(git('diff', '--cached', '--name-only'), place).toBe('');
    },
  };
}

interface Order {
  at: number;
  isAfter: boolean;
  change: object;
  journal: string;
  run: string;
}

function makeFiles(): Record<string, string> {
  const files: [string, string][] = [];
  for (let number = 0; number < 100; number++) {
    const folder = `d${number % 10}`;
    files.push([`${folder}/changed-${number}.txt`, `old ${number}\n`]);
    files.push([`${folder}/kept-${number}.txt`, `kept ${number}\n`]);
  }
  for (let number = 0; number < 40; number++) {
    files.push([`gone/${number % 4}/${number}.txt`, `gone ${number}\n`]);
  }
  return Object.fromEntries(files);
}

/** 100 changed, 40 removed with their folders, 60 new. */
function changeFiles(tree: string): void {
  for (let number = 0; number < 100; number++) {
    put(join(tree, `d${number % 10}/changed-${number}.txt`), `new ${number}\n`);
  }
  rmSync(join(tree, 'gone'), {recursive: true});
  for (let number = 0; number < 60; number++) {
    put(join(tree, `new/${number % 6}/${number}.txt`), `new ${number}\n`);
  }
}
