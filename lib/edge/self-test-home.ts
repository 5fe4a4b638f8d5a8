import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, relative, sep} from 'node:path';

/** A home of its own for hooks that are tried out: nothing of the person's is read or written. */
export interface SelfTestHome {
  folder: string;
  environment: Record<string, string>;
  /** What the hooks have written so far: paths with `/`, and contents. */
  readStored: () => Map<string, string>;
  remove: () => void;
}

export function makeSelfTestHome(agents: readonly string[]): SelfTestHome {
  const folder = mkdtempSync(join(tmpdir(), 'tierwise-self-test-'));
  const claude = join(folder, 'claude');
  const data = join(folder, 'data');
  mkdirSync(join(claude, 'agents'), {recursive: true});
  for (const agent of agents) {
    writeFileSync(join(claude, 'agents', `${agent}.md`), `---\nname: ${agent}\n---\n`);
  }
  return {
    folder,
    environment: {
      HOME: folder,
      CLAUDE_CONFIG_DIR: claude,
      TIERWISE_HOME: data,
      CLAUDE_PROJECT_DIR: folder,
      CLAUDE_CODE_ENTRYPOINT: 'cli',
    },
    readStored: () => readAll(data),
    remove: () => rmSync(folder, {recursive: true, force: true}),
  };
}

function readAll(root: string): Map<string, string> {
  const files = new Map<string, string>();
  let names: string[] = [];
  try {
    names = readdirSync(root, {recursive: true, encoding: 'utf8'});
  } catch {
    // No hook has written anything.
  }
  for (const name of names) {
    const path = join(root, name);
    try {
      files.set(relative(root, path).split(sep).join('/'), readFileSync(path, 'utf8'));
    } catch {
      // A folder.
    }
  }
  return files;
}
