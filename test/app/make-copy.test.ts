import {execFileSync} from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, test, vi} from 'vitest';
import {makeCopy, readCopy, removeCopy} from '../../lib/app/make-copy.ts';
import {gitIn, makeEmptyRepository, makeHome, makeRepository} from '../edge/make-repository.ts';
import {readTree} from '../edge/read-tree.ts';
import {modeOf, put, temporaryFolder} from '../edge/temporary-folder.ts';
import {changeOf, copyOf} from './isolation-bed.ts';

// Each test starts dozens of processes, and machines of CI are slow.
vi.setConfig({testTimeout: 120_000});

describe('a copy has what the person sees', () => {
  it('with staged, unstaged, new, deleted and moved files, and the same status', async () => {
    const repository = makeRepository({
      'a.txt': 'one\n',
      'b.txt': 'two\n',
      'c.txt': 'three\n',
      'd/e.txt': 'four\n',
      'run.sh': '#!/bin/sh\n',
      '.gitignore': 'secret.env\n',
    });
    const {root, git} = repository;
    repository.put('a.txt', 'one, changed\n');
    repository.put('b.txt', 'two, staged\n');
    git('add', 'b.txt');
    repository.put('b.txt', 'two, staged and changed\n');
    rmSync(join(root, 'c.txt'));
    git('mv', 'd/e.txt', 'd/f.txt');
    chmodSync(join(root, 'run.sh'), 0o755);
    repository.put('new/file.txt', 'new\n');
    symlinkSync('a.txt', join(root, 'link'));

    const copy = await copyOf(repository);
    expect(readTree(copy.tree)).toEqual(readTree(root));
    const own = gitIn(copy.tree, repository.environment);
    expect(own('status', '--porcelain')).toBe(git('status', '--porcelain'));
    expect(own('log', '--format=%H')).toBe(git('log', '--format=%H'));
    expect(own('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
    expect((await changeOf(copy, repository)).isEmpty).toBe(true);
  });

  it('whatever the names are', async () => {
    const names = [
      '-rf',
      'a b',
      'new\nline',
      'tab\t"quoted"',
      'ünï/çödé',
      ':(top)x',
      '*.txt',
      '\\b',
    ];
    const repository = makeRepository(Object.fromEntries(names.map((name) => [name, 'same'])));
    const bytes = Buffer.concat([Buffer.from(`${repository.root}/`), Buffer.from([0xff, 0xfe])]);
    writeFileSync(bytes, 'no UTF-8');
    repository.put('-new', 'untracked');
    const copy = await copyOf(repository);
    expect(readTree(copy.tree)).toMatchObject(Object.fromEntries(names.map((n) => [n, 'same'])));
    expect(readdirSync(copy.tree, {encoding: 'buffer'}).map((n) => n.toString('hex'))).toContain(
      'fffe',
    );
    expect((await changeOf(copy, repository)).isEmpty).toBe(true);
  });

  it('with line ends and filtered contents as they lie on the disk, smudging nothing', async () => {
    const repository = makeRepository({'.gitattributes': '*.txt text eol=crlf\n*.bin filter=up\n'});
    const {root, git, home} = repository;
    const canary = join(home, 'filter-ran');
    git('config', 'filter.up.clean', 'tr a-z A-Z');
    git('config', 'filter.up.smudge', `touch ${canary}; tr A-Z a-z`);
    repository.put('t.txt', 'one\r\ntwo\r\n');
    repository.put('b.bin', 'lower');
    git('add', '-A');
    git('commit', '-qm', 'converted');
    expect(git('cat-file', 'blob', 'HEAD:b.bin')).toBe('LOWER');
    const copy = await copyOf(repository);
    expect(readTree(copy.tree)).toEqual(readTree(root));
    expect(existsSync(canary)).toBe(false);
    expect((await changeOf(copy, repository)).isEmpty).toBe(true);
  });

  it('before the first commit', async () => {
    const repository = makeEmptyRepository();
    repository.put('a.txt', 'staged');
    repository.git('add', 'a.txt');
    repository.put('b.txt', 'new');
    const copy = await copyOf(repository);
    expect(readTree(copy.tree)).toEqual({'a.txt': 'staged', 'b.txt': 'new'});
    expect(gitIn(copy.tree, repository.environment)('status', '--porcelain')).toBe(
      'A  a.txt\n?? b.txt',
    );
  });

  it('even when that is nothing at all', async () => {
    const repository = makeEmptyRepository();
    const copy = await copyOf(repository);
    put(join(copy.tree, 'x'), 'y');
    expect((await changeOf(copy, repository)).files).toEqual([{path: 'x', change: 'added'}]);
  });

  it('with HEAD detached, and with tags and branches', async () => {
    const repository = makeRepository();
    repository.git('tag', 'v1');
    repository.git('branch', 'other');
    repository.git('checkout', '-q', '--detach');
    const copy = await copyOf(repository);
    const own = gitIn(copy.tree, repository.environment);
    expect(own('describe', '--tags')).toBe('v1');
    expect(own('rev-parse', 'other')).toBe(repository.git('rev-parse', 'HEAD'));
    expect(() => own('symbolic-ref', '-q', 'HEAD')).toThrow();
    expect(own('remote')).toBe('');
  });

  it('from a shallow clone', async () => {
    const source = makeRepository();
    source.put('a.txt', 'second\n');
    source.git('commit', '-qam', 'second');
    const root = join(temporaryFolder(), 'clone');
    source.git('clone', '-q', '--depth=1', `file://${source.root}`, root);
    const copy = await copyOf({...source, root});
    expect(gitIn(copy.tree, source.environment)('log', '--format=%s')).toBe('second');
    expect((await changeOf(copy, source)).isEmpty).toBe(true);
  });

  it('from a sparse checkout, without what is not checked out', async () => {
    const repository = makeRepository({'in/a.txt': 'a', 'out/b.txt': 'b'});
    repository.git('sparse-checkout', 'set', 'in');
    const copy = await copyOf(repository);
    expect(readTree(copy.tree)).toEqual({'in/a.txt': 'a'});
    const own = gitIn(copy.tree, repository.environment);
    expect(own('status', '--porcelain')).toBe('');
    expect((await changeOf(copy, repository)).isEmpty).toBe(true);
  });

  it('from a linked work tree, and from a sub folder', async () => {
    const repository = makeRepository();
    const linked = join(temporaryFolder(), 'linked');
    repository.git('worktree', 'add', '-q', linked);
    put(join(linked, 'src/only-here.txt'), 'x');
    const copy = await copyOf({...repository, root: join(linked, 'src')});
    expect(copy.repository).toBe(linked);
    expect(copy.workingFolder).toBe(join(copy.tree, 'src'));
    expect(Object.keys(readTree(copy.tree))).toContain('src/only-here.txt');
    expect(gitIn(copy.tree, repository.environment)('symbolic-ref', 'HEAD')).toBe(
      'refs/heads/linked',
    );
  });

  it('in the middle of a merge, with the conflict', async () => {
    const repository = makeRepository();
    const {git} = repository;
    git('checkout', '-qb', 'side');
    repository.put('a.txt', 'side\n');
    git('commit', '-qam', 'side');
    git('checkout', '-q', 'main');
    repository.put('a.txt', 'main\n');
    git('commit', '-qam', 'main');
    expect(() => git('merge', 'side')).toThrow();
    const copy = await copyOf(repository);
    expect(readFileSync(join(copy.tree, 'a.txt'), 'utf8')).toContain('<<<<<<<');
    expect(gitIn(copy.tree, repository.environment)('status', '--porcelain')).toBe('UU a.txt');
  });

  it('with a split index, and with SHA-256', async () => {
    const split = makeRepository();
    split.git('update-index', '--split-index');
    const own = gitIn((await copyOf(split)).tree, split.environment);
    expect(own('status', '--porcelain')).toBe('');

    const modern = makeEmptyRepository('--object-format=sha256');
    modern.put('a.txt', 'x');
    modern.git('add', '-A');
    modern.git('commit', '-qm', 'first');
    const copy = await copyOf(modern);
    put(join(copy.tree, 'a.txt'), 'y');
    const change = await changeOf(copy, modern);
    expect(change.steps[0]?.after?.id).toHaveLength(64);
  });

  it('with the times of the files, which build tools compare', async () => {
    const repository = makeRepository();
    utimesSync(join(repository.root, 'a.txt'), 1_600_000_000, 1_600_000_000);
    const copy = await copyOf(repository);
    expect(lstatSync(join(copy.tree, 'a.txt')).mtimeMs).toBe(1_600_000_000_000);
  });
});

describe('what is ignored', () => {
  it('stays behind, but for node_modules and what the person told Claude here', async () => {
    const repository = makeRepository({
      '.gitignore': 'node_modules/\n.env\ndist/\n.claude/settings.local.json\n',
      'package.json': '{}',
    });
    repository.put('.env', 'KEY=1');
    repository.put('dist/x.js', 'built');
    repository.put('.claude/settings.local.json', '{}');
    repository.put('node_modules/x/index.js', 'x');
    repository.put('packages/y/node_modules/z/index.js', 'z');
    mkdirSync(join(repository.root, 'packages/w'));
    repository.put('packages/w/index.js', 'w');
    symlinkSync('../packages/w', join(repository.root, 'node_modules/w'));
    symlinkSync(
      join(repository.root, 'packages/w'),
      join(repository.root, 'node_modules/absolute'),
    );
    const copy = await copyOf(repository);
    expect(Object.keys(readTree(copy.tree)).sort()).toEqual([
      '.claude/settings.local.json',
      '.gitignore',
      'node_modules/absolute',
      'node_modules/w',
      'node_modules/x/index.js',
      'package.json',
      'packages/w/index.js',
      'packages/y/node_modules/z/index.js',
    ]);
    // A link to the person's tree would let the agent write there.
    expect(readlinkSync(join(copy.tree, 'node_modules/absolute'))).toBe(
      join(copy.tree, 'packages/w'),
    );
    expect(copy.carried.toSorted()).toEqual([
      '.claude/settings.local.json',
      'node_modules',
      'packages/y/node_modules',
    ]);
  });

  it('is a real copy: writing to it in the copy does not reach the person', async () => {
    const repository = makeRepository({'.gitignore': 'node_modules/\n'});
    const file = repository.put('node_modules/x/index.js', 'x');
    const copy = await copyOf(repository);
    writeFileSync(join(copy.tree, 'node_modules/x/index.js'), 'changed');
    expect(readFileSync(file, 'utf8')).toBe('x');
  });

  it('is carried when asked for', async () => {
    const repository = makeRepository({'.gitignore': 'vendor/\n'});
    repository.put('vendor/lib.c', 'c');
    const copy = await copyOf(repository, {carry: ['vendor']});
    expect(Object.keys(readTree(copy.tree))).toContain('vendor/lib.c');
    rmSync(join(copy.tree, '.gitignore'));
    put(join(copy.tree, 'vendor/lib.c'), 'changed');
    expect((await changeOf(copy, repository)).files).toEqual([
      {path: '.gitignore', change: 'deleted'},
    ]);
  });

  it("is decided by the person's own rules outside the repository, too", async () => {
    const repository = makeRepository();
    put(join(repository.home, '.config/git/ignore'), '*.swp\n');
    put(join(repository.root, '.git/info/exclude'), 'private/\n');
    repository.put('a.swp', 'x');
    repository.put('private/note', 'x');
    const copy = await copyOf(repository);
    expect(Object.keys(readTree(copy.tree))).toEqual(['a.txt', 'src/b.txt']);
    put(join(copy.tree, 'b.swp'), 'x');
    put(join(copy.tree, 'private/note'), 'x');
    expect((await changeOf(copy, repository)).isEmpty).toBe(true);
  });
});

describe('other repositories inside', () => {
  it('a submodule comes along as files, a nested repository stays behind and is named', async () => {
    const inner = makeRepository({'inner.txt': 'inner\n'});
    const repository = makeRepository();
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '-q', 'add', inner.root, 'sub');
    repository.git('commit', '-qm', 'submodule');
    repository.put('sub/new.txt', 'new in the submodule');
    execFileSync('git', ['init', '-q', join(repository.root, 'nested')], {
      env: repository.environment,
    });
    repository.put('nested/x', 'x');
    const copy = await copyOf(repository);
    expect(Object.keys(readTree(copy.tree)).sort()).toEqual([
      '.gitmodules',
      'a.txt',
      'src/b.txt',
      'sub/inner.txt',
      'sub/new.txt',
    ]);
    expect(existsSync(join(copy.tree, 'sub/.git'))).toBe(false);
    expect(copy.leftOut).toEqual([{path: 'nested/', because: 'nested repository'}]);
    expect((await changeOf(copy, repository)).isEmpty).toBe(true);
  });
});

describe('links', () => {
  it('out of the tree are copied as links, and what lies behind them is not', async () => {
    const repository = makeRepository({'dir/x.txt': 'x'});
    const outside = put(join(temporaryFolder(), 'y.txt'), 'outside');
    symlinkSync(outside, join(repository.root, 'out'));
    // A tracked folder that has become a link: git sees its files as gone.
    rmSync(join(repository.root, 'dir'), {recursive: true});
    const elsewhere = temporaryFolder();
    put(join(elsewhere, 'x.txt'), 'not the tracked one');
    symlinkSync(elsewhere, join(repository.root, 'dir'));
    const copy = await copyOf(repository);
    expect(readTree(copy.tree)).toEqual({dir: `-> ${elsewhere}`, out: `-> ${outside}`});
    expect(readFileSync(join(elsewhere, 'x.txt'), 'utf8')).toBe('not the tracked one');
  });
});

describe('a refusal says why and leaves nothing', () => {
  test.each([
    ['outside git', () => temporaryFolder(), {code: 'not-a-repository'}],
    [
      'a bare repository',
      () => {
        const {git} = makeRepository();
        const bare = join(temporaryFolder(), 'bare.git');
        git('clone', '-q', '--bare', '.', bare);
        return bare;
      },
      {code: 'repository-not-supported', problem: 'bare'},
    ],
    [
      'a partial clone',
      () => {
        const source = makeRepository();
        source.git('config', 'uploadpack.allowFilter', 'true');
        const clone = join(temporaryFolder(), 'clone');
        source.git('clone', '-q', '--filter=blob:none', `file://${source.root}`, clone);
        return clone;
      },
      {code: 'repository-not-supported', problem: 'partial clone'},
    ],
    [
      'a broken repository',
      () => {
        const {root} = makeRepository();
        writeFileSync(join(root, '.git/index'), 'broken');
        return root;
      },
      {code: 'git-failed', command: 'ls-files'},
    ],
  ])('%s', async (_, from, failure) => {
    const {environment} = makeHome();
    const to = join(temporaryFolder(), 'copies', 'step-1');
    const answer = await makeCopy({from: from(), to, environment});
    expect(answer).toMatchObject({ok: false, failure});
    expect(existsSync(to)).toBe(false);
  });

  it('files that are too large are named before anything is copied', async () => {
    const repository = makeRepository();
    repository.put('data.bin', 'x'.repeat(5000));
    const to = join(temporaryFolder(), 'copies', 'step-1');
    const {root, environment} = repository;
    expect(await makeCopy({from: root, to, environment, limitBytes: 4000})).toMatchObject({
      ok: false,
      failure: {code: 'copy-too-large', largest: 'data.bin', limitBytes: 4000},
    });
    expect(existsSync(to)).toBe(false);
  });

  it('no git', async () => {
    const {root} = makeRepository();
    const to = join(temporaryFolder(), 'copy');
    expect(await makeCopy({from: root, to, environment: {PATH: '/nowhere'}})).toEqual({
      ok: false,
      failure: {code: 'git-missing'},
    });
  });
});

describe('the folder of a copy', () => {
  it('is for this user alone, is read again, and is removed', async () => {
    const copy = await copyOf(makeRepository());
    expect(modeOf(copy.folder)).toBe('700');
    expect(await readCopy(copy.folder)).toEqual({ok: true, value: copy});
    await removeCopy(copy.folder);
    expect(existsSync(copy.folder)).toBe(false);
    expect(await readCopy(copy.folder)).toMatchObject({ok: false, failure: {code: 'copy-broken'}});
  });

  it('is replaced when an interrupted call left half of one', async () => {
    const repository = makeRepository();
    const {root, environment} = repository;
    const to = join(temporaryFolder(), 'copy');
    put(join(to, 'tree/half.txt'), 'x');
    const made = await makeCopy({from: root, to, environment});
    expect(made.ok).toBe(true);
    expect(Object.keys(readTree(join(to, 'tree')))).toEqual(['a.txt', 'src/b.txt']);
  });

  it('takes nothing from the GIT_ variables around, and leaves the repository alone', async () => {
    const repository = makeRepository();
    const {root, environment, git} = repository;
    const before = readTree(join(root, '.git'));
    const to = join(temporaryFolder(), 'copy');
    const made = await makeCopy({
      from: root,
      to,
      environment: {...environment, GIT_DIR: '/nowhere', GIT_INDEX_FILE: '/nowhere/index'},
    });
    expect(made.ok).toBe(true);
    expect(readTree(join(root, '.git'))).toEqual(before);
    expect(git('status', '--porcelain')).toBe('');
  });
});
