import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it, test, vi} from 'vitest';
import {applyChange} from '../../lib/app/apply-change.ts';
import {collectChange} from '../../lib/app/collect-change.ts';
import {recoverApply} from '../../lib/app/recover-apply.ts';
import {checkRepository, noteRepository} from '../../lib/app/watch-repository.ts';
import {
  gitIn,
  makeEmptyRepository,
  makeRepository,
  type TestRepository,
} from '../edge/make-repository.ts';
import {readTree} from '../edge/read-tree.ts';
import {modeOf, put, temporaryFolder} from '../edge/temporary-folder.ts';
import {apply, changeOf, copyOf, granted} from './isolation-bed.ts';

// Each test starts dozens of processes, and machines of CI are slow.
vi.setConfig({testTimeout: 120_000});

/** Lets an agent work in a copy and applies what it did. */
async function work(
  repository: TestRepository,
  agent: (tree: string) => void,
  meanwhile: () => void = () => undefined,
) {
  const copy = await copyOf(repository);
  agent(copy.tree);
  const change = await changeOf(copy, repository);
  meanwhile();
  return {copy, change, ...(await apply(change, repository))};
}

describe('a change lands', () => {
  it('with new, changed, deleted, moved, binary and runnable files, and links', async () => {
    const repository = makeRepository({
      'changed.txt': 'one\ntwo\n',
      'gone/only.txt': 'x',
      'old name.txt': 'a long enough text to be recognised\n',
      'run.sh': '#!/bin/sh\n',
      'kept.txt': 'kept',
    });
    const {root, git} = repository;
    symlinkSync('kept.txt', join(root, 'link'));
    const before = granted(await noteRepository(root, repository.environment));
    const head = git('rev-parse', 'HEAD');
    const {copy, change, answer} = await work(repository, (tree) => {
      put(join(tree, 'changed.txt'), 'one\n2\n');
      rmSync(join(tree, 'gone'), {recursive: true});
      renameSync(join(tree, 'old name.txt'), join(tree, 'new\nname.txt'));
      chmodSync(join(tree, 'run.sh'), 0o755);
      writeFileSync(join(tree, 'data.bin'), Buffer.from([0, 255, 13, 10, 0]));
      put(join(tree, 'deep/er/new.txt'), 'new');
      rmSync(join(tree, 'link'));
      symlinkSync('changed.txt', join(tree, 'link'));
      put(join(tree, '-rf'), 'leading dash');
    });
    expect(answer).toEqual({ok: true, value: {files: change.files, alreadyThere: []}});
    expect(change.files).toContainEqual({
      path: 'new\nname.txt',
      change: 'renamed',
      from: 'old name.txt',
    });
    expect(change.insertions).toBe(4);
    expect(readTree(root)).toEqual(readTree(copy.tree));
    expect(existsSync(join(root, 'gone'))).toBe(false);
    expect(git('rev-parse', 'HEAD')).toBe(head);
    expect(git('diff', '--cached', '--name-only')).toBe('');
    expect(existsSync(join(root, '.git/tierwise'))).toBe(false);
    const watched = await checkRepository(before, {
      folder: root,
      environment: repository.environment,
    });
    expect(watched.ok).toBe(true);
  });

  it('also when the agent committed, rewrote its history, and removed its .git', async () => {
    const repository = makeRepository();
    const {answer} = await work(repository, (tree) => {
      const own = gitIn(tree, repository.environment);
      put(join(tree, 'a.txt'), 'committed\n');
      own('commit', '-qam', 'by the agent');
      own('checkout', '-q', '--orphan', 'elsewhere');
      put(join(tree, 'c.txt'), 'new\n');
      rmSync(join(tree, '.git'), {recursive: true});
    });
    expect(answer.ok).toBe(true);
    expect(repository.git('status', '--porcelain')).toBe(' M a.txt\n?? c.txt');
  });

  it('beside what the person has staged, changed and added', async () => {
    const repository = makeRepository({'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n'});
    repository.put('b.txt', 'staged\n');
    repository.git('add', 'b.txt');
    repository.put('b.txt', 'changed\n');
    repository.put('mine.txt', 'mine\n');
    const {answer} = await work(
      repository,
      (tree) => {
        put(join(tree, 'a.txt'), 'by the agent\n');
        put(join(tree, 'b.txt'), 'changed\nand more\n');
      },
      () => repository.put('c.txt', 'changed meanwhile\n'),
    );
    expect(answer.ok).toBe(true);
    expect(repository.git('status', '--porcelain')).toBe(
      ' M a.txt\nMM b.txt\n M c.txt\n?? mine.txt',
    );
    expect(repository.git('show', ':b.txt')).toBe('staged');
    expect(readTree(repository.root)).toMatchObject({
      'b.txt': 'changed\nand more\n',
      'c.txt': 'changed meanwhile\n',
    });
  });

  it('where a file becomes a folder, and a folder a file', async () => {
    const repository = makeRepository({file: 'x', 'folder/a': 'a', 'folder/b/c': 'c'});
    const {copy, answer} = await work(repository, (tree) => {
      rmSync(join(tree, 'file'));
      put(join(tree, 'file/inside'), 'y');
      rmSync(join(tree, 'folder'), {recursive: true});
      put(join(tree, 'folder'), 'z');
    });
    expect(answer.ok).toBe(true);
    expect(readTree(repository.root)).toEqual(readTree(copy.tree));
  });

  it('where a link becomes a folder, writing nothing behind it', async () => {
    const repository = makeRepository();
    const outside = temporaryFolder();
    put(join(outside, 'x'), 'outside');
    symlinkSync(outside, join(repository.root, 'link'));
    const {answer} = await work(repository, (tree) => {
      rmSync(join(tree, 'link'));
      put(join(tree, 'link/x'), 'inside');
    });
    expect(answer.ok).toBe(true);
    expect(readFileSync(join(outside, 'x'), 'utf8')).toBe('outside');
    expect(readTree(repository.root)).toMatchObject({'link/x': 'inside'});
  });

  it('before the first commit', async () => {
    const repository = makeEmptyRepository();
    const {answer} = await work(repository, (tree) => put(join(tree, 'a/b'), 'x'));
    expect(answer.ok).toBe(true);
    expect(readTree(repository.root)).toEqual({'a/b': 'x'});
  });

  it('in a submodule, a linked work tree and a sparse checkout', async () => {
    const inner = makeRepository({'inner.txt': 'inner\n'});
    const outer = makeRepository();
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '-q', 'add', inner.root, 'sub');
    outer.git('commit', '-qm', 'submodule');
    const inSubmodule = await work(outer, (tree) => put(join(tree, 'sub/inner.txt'), 'new\n'));
    expect(inSubmodule.answer.ok).toBe(true);
    expect(outer.git('-C', 'sub', 'status', '--porcelain')).toBe(' M inner.txt');

    const repository = makeRepository({'in/a': 'a', 'out/b': 'b'});
    const linked = join(temporaryFolder(), 'linked');
    repository.git('worktree', 'add', '-q', linked);
    const {answer} = await work({...repository, root: linked}, (tree) =>
      put(join(tree, 'in/a'), 'A'),
    );
    expect(answer.ok).toBe(true);
    expect(gitIn(linked, repository.environment)('status', '--porcelain')).toBe(' M in/a');

    repository.git('sparse-checkout', 'set', 'in');
    expect((await work(repository, (tree) => put(join(tree, 'in/c'), 'c'))).answer.ok).toBe(true);
    expect(repository.git('status', '--porcelain')).toBe('?? in/c');
  });

  it('with line ends byte for byte, and without running a filter', async () => {
    const repository = makeRepository({'.gitattributes': '*.txt text eol=crlf\n*.bin filter=up\n'});
    const canary = join(repository.home, 'ran');
    repository.put('t.txt', 'one\r\n');
    repository.put('b.bin', 'low');
    repository.git('add', '-A');
    repository.git('commit', '-qm', 'more');
    const copy = await copyOf(repository);
    repository.git('config', 'filter.up.clean', `touch ${canary}; cat`);
    repository.git('config', 'filter.up.smudge', `touch ${canary}; cat`);
    put(join(copy.tree, 't.txt'), 'one\r\ntwo\r\n');
    put(join(copy.tree, 'b.bin'), 'lower');
    const {answer} = await apply(await changeOf(copy, repository), repository);
    expect(answer.ok).toBe(true);
    expect(readTree(repository.root)).toMatchObject({'t.txt': 'one\r\ntwo\r\n', 'b.bin': 'lower'});
    expect(existsSync(canary)).toBe(false);
  });

  it("keeping permissions, and breaking no hard link's other end", async () => {
    const repository = makeRepository();
    const file = join(repository.root, 'a.txt');
    chmodSync(file, 0o640);
    const other = join(temporaryFolder(), 'other');
    linkSync(file, other);
    await work(repository, (tree) => {
      put(join(tree, 'a.txt'), 'changed');
      chmodSync(join(tree, 'a.txt'), 0o755);
    });
    expect(modeOf(file)).toBe('750');
    expect(readFileSync(other, 'utf8')).toBe('one\n');
  });

  it('without what is ignored, by the rules as they are in the end', async () => {
    const repository = makeRepository({'.gitignore': '*.log\n'});
    const {change} = await work(repository, (tree) => {
      put(join(tree, 'x.log'), 'x');
      put(join(tree, '.gitignore'), '*.log\n*.tmp\n');
      put(join(tree, 'x.tmp'), 'x');
    });
    expect(change.files).toEqual([{path: '.gitignore', change: 'modified'}]);
  });

  it('and says nothing of an agent that did nothing', async () => {
    const {change, answer} = await work(makeRepository(), () => undefined);
    expect(change).toMatchObject({isEmpty: true, files: [], insertions: 0, deletions: 0});
    expect(answer).toEqual({ok: true, value: {files: [], alreadyThere: []}});
  });

  it('around what the person has done in the same way', async () => {
    const repository = makeRepository();
    const {answer} = await work(
      repository,
      (tree) => {
        put(join(tree, 'a.txt'), 'same');
        put(join(tree, 'src/b.txt'), 'agent');
      },
      () => repository.put('a.txt', 'same'),
    );
    expect(answer).toMatchObject({ok: true, value: {alreadyThere: ['a.txt']}});
    expect(readTree(repository.root)).toMatchObject({'a.txt': 'same', 'src/b.txt': 'agent'});
  });

  it('the patch says the same, for git apply', async () => {
    const repository = makeRepository();
    const copy = await copyOf(repository);
    put(join(copy.tree, 'a.txt'), 'changed\n');
    writeFileSync(join(copy.tree, 'bin'), Buffer.from([0, 1, 2]));
    symlinkSync('a.txt', join(copy.tree, 'l'));
    const {patchFile} = await changeOf(copy, repository);
    repository.git('apply', patchFile);
    expect(readTree(repository.root)).toEqual(readTree(copy.tree));
    expect(modeOf(patchFile)).toBe('600');
  });
});

describe('a conflict touches nothing, and keeps the change as a branch', () => {
  const agent = (tree: string) => {
    put(join(tree, 'a.txt'), 'agent\n');
    put(join(tree, 'new.txt'), 'agent\n');
    rmSync(join(tree, 'src/b.txt'));
  };

  test('whatever the person has done meanwhile', async () => {
    const repository = makeRepository();
    const {root, git, environment} = repository;
    const copy = await copyOf(repository);
    agent(copy.tree);
    const change = await changeOf(copy, repository);
    const before = granted(await noteRepository(root, environment));

    for (const [name, {meanwhile, paths}] of Object.entries(meddling)) {
      meanwhile(repository);
      const tree = readTree(root);
      const branch = `tierwise/${name}`;
      const {answer, journal} = await apply(change, repository, name);
      const {patchFile} = change;
      expect(answer).toEqual({
        ok: false,
        failure: {code: 'change-conflicts', repository: root, paths, branch, patchFile},
      });
      expect(readTree(root)).toEqual(tree);
      // Asked again, it says the same.
      expect(await recoverApply(journal, environment)).toEqual(answer);
      git('reset', '-q', '--hard');
      git('clean', '-fdq');
    }

    expect(existsSync(join(root, '.git/tierwise'))).toBe(false);
    expect(existsSync(join(root, '.git/FETCH_HEAD'))).toBe(false);
    expect(git('diff', '--name-status', 'main', 'tierwise/changed')).toBe(
      'M\ta.txt\nA\tnew.txt\nD\tsrc/b.txt',
    );
    const check = {folder: root, environment};
    const ownRefs = Object.keys(meddling).map((name) => `refs/heads/tierwise/${name}`);
    expect((await checkRepository(before, {...check, ownRefs})).ok).toBe(true);
    expect(await checkRepository(before, {...check, ownRefs: ownRefs.slice(1)})).toMatchObject({
      failure: {differences: [{kind: 'ref', name: ownRefs[0], change: 'added'}]},
    });
  });

  interface Meddling {
    meanwhile: (repository: TestRepository) => void;
    paths: string[];
  }

  const meddling: Record<string, Meddling> = {
    changed: {meanwhile: (its) => its.put('a.txt', 'person\n'), paths: ['a.txt']},
    deleted: {meanwhile: ({root}) => rmSync(join(root, 'a.txt')), paths: ['a.txt']},
    runnable: {meanwhile: ({root}) => chmodSync(join(root, 'a.txt'), 0o755), paths: ['a.txt']},
    'changed-what-goes': {
      meanwhile: (its) => its.put('src/b.txt', 'person\n'),
      paths: ['src/b.txt'],
    },
    'added-the-same': {meanwhile: (its) => its.put('new.txt', 'person\n'), paths: ['new.txt']},
    'folder-of-that-name': {meanwhile: (its) => its.put('new.txt/x', 'x\n'), paths: ['new.txt']},
    'link-in-the-way': {
      meanwhile: ({root}) => {
        const outside = temporaryFolder();
        put(join(outside, 'b.txt'), 'two\n');
        rmSync(join(root, 'src'), {recursive: true});
        symlinkSync(outside, join(root, 'src'));
      },
      paths: ['src/b.txt'],
    },
  };

  it('and the branch can be picked after a commit, whatever was not committed before', async () => {
    const repository = makeRepository({
      'a.txt': 'a\n',
      'b.txt': 'b\n',
      'c.txt': 'one\r\n',
      '.gitattributes': 'c.txt text eol=crlf\n',
    });
    repository.put('b.txt', 'not committed\n');
    const {answer} = await work(
      repository,
      (tree) => {
        put(join(tree, 'a.txt'), 'agent\n');
        put(join(tree, 'b.txt'), 'not committed\nagent\n');
        put(join(tree, 'c.txt'), 'one\r\ntwo\r\n');
      },
      () => repository.put('a.txt', 'person\n'),
    );
    expect(answer).toMatchObject({failure: {branch: 'tierwise/r1', paths: ['a.txt']}});
    const {git} = repository;
    expect(git('log', '--format=%an: %s', 'main..tierwise/r1')).toBe(
      'tierwise: tierwise/r1\ntierwise: What was not committed when the run began',
    );
    // Line ends are as the repository keeps them.
    expect(git('cat-file', 'blob', 'tierwise/r1:c.txt')).toBe('one\ntwo');
    repository.put('a.txt', 'a\n');
    git('commit', '-qam', 'mine');
    git('cherry-pick', 'tierwise/r1');
    expect(readTree(repository.root)).toMatchObject({
      'a.txt': 'agent\n',
      'b.txt': 'not committed\nagent\n',
      'c.txt': 'one\r\ntwo\r\n',
    });
  });

  it('in a shallow clone, in a SHA-256 repository, and before the first commit, too', async () => {
    const source = makeRepository();
    source.put('a.txt', 'second\n');
    source.git('commit', '-qam', 'second');
    const root = join(temporaryFolder(), 'clone');
    source.git('clone', '-q', '--depth=1', `file://${source.root}`, root);
    const modern = makeEmptyRepository('--object-format=sha256');
    modern.put('a.txt', 'x');
    modern.git('add', '-A');
    modern.git('commit', '-qm', 'first');
    const young = makeEmptyRepository();
    young.put('a.txt', 'x');
    for (const repository of [
      {...source, root, git: gitIn(root, source.environment)},
      modern,
      young,
    ]) {
      const {answer} = await work(
        repository,
        (tree) => put(join(tree, 'a.txt'), 'agent\n'),
        () => put(join(repository.root, 'a.txt'), 'person\n'),
      );
      expect(answer).toMatchObject({failure: {branch: 'tierwise/r1'}});
      expect(repository.git('cat-file', 'blob', 'tierwise/r1:a.txt')).toBe('agent');
      expect(repository.git('fsck', '--no-dangling')).toBe('');
    }
  });

  it('unless there is a branch in the way: then the patch is kept', async () => {
    const repository = makeRepository();
    repository.git('branch', 'tierwise');
    const {answer} = await work(repository, agent, () => repository.put('a.txt', 'person'));
    expect(answer).toMatchObject({failure: {code: 'change-conflicts', branch: null}});
  });
});

describe('a change that no change may make is refused', () => {
  test.each<[string, (tree: string) => void, object]>([
    [
      'a nested repository',
      (tree) => gitIn(tree, {PATH: process.env.PATH ?? ''})('init', '-q', 'inner'),
      {path: 'inner/', problem: 'is a repository of its own'},
    ],
    [
      'a link out of the tree',
      (tree) => symlinkSync('/etc/passwd', join(tree, 'l')),
      {path: 'l', problem: 'links to outside the tree'},
    ],
    [
      'a link that climbs out',
      (tree) => symlinkSync('../../x', join(tree, 'src/l')),
      {path: 'src/l', problem: 'links to outside the tree'},
    ],
    [
      'a link into .git',
      (tree) => symlinkSync('.git/hooks', join(tree, 'l')),
      {path: 'l', problem: 'links into .git'},
    ],
    [
      'a name that is no UTF-8',
      (tree) => writeFileSync(Buffer.concat([Buffer.from(`${tree}/`), Buffer.from([0xff])]), ''),
      {path: '\ufffd', problem: 'is not UTF-8'},
    ],
  ])('%s', async (_, agent, problem) => {
    const repository = makeRepository();
    const copy = await copyOf(repository);
    agent(copy.tree);
    expect(await collectChange(copy, repository.environment)).toMatchObject({
      ok: false,
      failure: {code: 'change-refused', problems: [problem]},
    });
  });
});

describe('a hostile agent', () => {
  it('runs nothing by what it writes into its .git and its attributes', async () => {
    const repository = makeRepository();
    const {root, home, environment} = repository;
    const canary = join(home, 'canary');
    const before = granted(await noteRepository(root, environment));
    const gitBefore = readTree(join(root, '.git'));
    const {answer, change} = await work(
      repository,
      (tree) => {
        const own = gitIn(tree, environment);
        const evil = put(join(tree, '.git/evil'), `#!/bin/sh\ntouch ${canary}\ncat\n`);
        chmodSync(evil, 0o755);
        put(join(tree, '.gitattributes'), '* filter=evil diff=evil merge=evil\n');
        put(join(tree, '.git/info/attributes'), '* filter=evil\n');
        for (const name of [
          'core.fsmonitor',
          'core.sshCommand',
          'core.pager',
          'core.editor',
          'diff.external',
          'filter.evil.clean',
          'filter.evil.smudge',
          'filter.evil.process',
          'diff.evil.textconv',
          'diff.evil.command',
          'merge.evil.driver',
          'uploadpack.packObjectsHook',
          'credential.helper',
          'gpg.program',
        ]) {
          own('config', name, evil);
        }
        own('config', 'filter.evil.required', 'true');
        own('config', 'core.hooksPath', '.git/evil-hooks');
        mkdirSync(join(tree, '.git/evil-hooks'));
        for (const hook of [
          'post-checkout',
          'pre-commit',
          'reference-transaction',
          'post-index-change',
        ]) {
          for (const folder of ['hooks', 'evil-hooks']) {
            chmodSync(put(join(tree, '.git', folder, hook), `#!/bin/sh\ntouch ${canary}\n`), 0o755);
          }
        }
        put(join(tree, '.git/objects/info/alternates'), `${tree}/nowhere\n`);
        put(join(tree, 'a.txt'), 'agent\n');
      },
      () => repository.put('a.txt', 'person\n'),
    );
    expect(change.files.map(({path}) => path)).toEqual(['.gitattributes', 'a.txt']);
    expect(answer).toMatchObject({failure: {code: 'change-conflicts', branch: 'tierwise/r1'}});
    // Without a conflict, too.
    repository.put('a.txt', 'one\n');
    expect((await apply(change, repository, 'r2')).answer.ok).toBe(true);
    expect(existsSync(canary)).toBe(false);
    const check = {folder: root, environment, ownRefs: ['refs/heads/tierwise/r1']};
    expect((await checkRepository(before, check)).ok).toBe(true);
    const gitAfter = readTree(join(root, '.git'));
    const added = Object.keys(gitAfter).filter((name) => !(name in gitBefore));
    expect(
      added.filter((name) => !/^(?:objects|logs\/refs\/heads\/tierwise)\//.test(name)),
    ).toEqual(['refs/heads/tierwise/r1']);
    expect(gitAfter).toMatchObject(gitBefore);
  });

  it('cannot swap a content after it was collected', async () => {
    const repository = makeRepository();
    const copy = await copyOf(repository);
    put(join(copy.tree, 'a.txt'), 'checked\n');
    const change = await changeOf(copy, repository);
    const id = change.steps[0]?.after?.id ?? '';
    const object = join(copy.ledger, 'objects', id.slice(0, 2), id.slice(2));
    const other = gitIn(copy.tree, repository.environment);
    put(join(copy.tree, 'other'), 'swapped\n');
    const swapped = other('hash-object', '-w', 'other');
    chmodSync(object, 0o600);
    writeFileSync(
      object,
      readFileSync(join(copy.tree, '.git/objects', swapped.slice(0, 2), swapped.slice(2))),
    );
    const {answer} = await apply(change, repository);
    expect(answer).toMatchObject({ok: false});
    expect(readTree(repository.root)).toMatchObject({'a.txt': 'one\n'});
    expect(existsSync(join(repository.root, '.git/tierwise'))).toBe(false);
  });
});

describe('the journal', () => {
  it('answers again what it answered, and null before anything began', async () => {
    const repository = makeRepository();
    const {answer, journal} = await work(repository, (tree) => put(join(tree, 'a.txt'), 'x'));
    expect(await recoverApply(journal, repository.environment)).toEqual(answer);
    const nowhere = join(temporaryFolder(), 'apply.json');
    expect(await recoverApply(nowhere, repository.environment)).toEqual({ok: true, value: null});
  });

  it('that is damaged, or names a foreign folder to tidy, is refused', async () => {
    const repository = makeRepository();
    const {journal} = await work(repository, (tree) => put(join(tree, 'a.txt'), 'x'));
    const text = readFileSync(journal, 'utf8');
    const precious = temporaryFolder();
    for (const damaged of [
      text.slice(0, -10),
      '{}',
      JSON.stringify({...JSON.parse(text), stage: precious}),
      JSON.stringify({...JSON.parse(text), run: '../x'}),
    ]) {
      writeFileSync(journal, damaged);
      expect(await recoverApply(journal, repository.environment)).toEqual({
        ok: false,
        failure: {code: 'apply-journal-broken', file: journal},
      });
    }
    expect(existsSync(precious)).toBe(true);
  });

  it('is kept from a name that is no name', async () => {
    const repository = makeRepository();
    const copy = await copyOf(repository);
    put(join(copy.tree, 'a.txt'), 'x');
    const change = await changeOf(copy, repository);
    const order = {journal: join(temporaryFolder(), 'j'), environment: repository.environment};
    await expect(applyChange(change, repository.root, {...order, run: '../x'})).rejects.toThrow();
  });
});
