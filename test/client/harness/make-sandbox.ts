import {mkdir, mkdtemp, realpath, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {execa} from 'execa';
import type {ClientVersion} from './client-version.ts';
import {findClient} from './find-client.ts';
import {stopLeftovers} from './stop-leftovers.ts';

export type Sandbox = {
  version: ClientVersion;
  /** The client's binary; inside the sandbox `claude` on PATH is the same one. */
  client: string;
  /** Everything below is inside this folder, which `dispose` removes. */
  root: string;
  home: string;
  project: string;
  /** The whole environment of the client: nothing of the developer's own leaks in. */
  env: Record<string, string>;
  writeSettings: (settings: object) => Promise<void>;
  /** Writes a file below HOME, folders included. */
  writeHomeFile: (file: string, content: string) => Promise<void>;
  dispose: () => Promise<void>;
};

const dummyKey = 'sk-ant-dummy';

/** Makes a temporary HOME and git project in which the client runs against `baseUrl` without any dialog. */
export async function makeSandbox({
  version,
  baseUrl,
  env = {},
}: {
  version: ClientVersion;
  baseUrl: string;
  env?: Record<string, string>;
}): Promise<Sandbox> {
  const client = findClient(version);
  // The client compares real paths when it looks up the folder's trust.
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'tierwise-client-')));
  const folders = {
    home: path.join(root, 'home'),
    project: path.join(root, 'project'),
    bin: path.join(root, 'bin'),
    tmp: path.join(root, 'tmp'),
  };
  for (const folder of Object.values(folders)) await mkdir(folder);
  await symlink(client, path.join(folders.bin, 'claude'));
  const {home, project} = folders;
  const writeHomeFile = async (file: string, content: string) => {
    await mkdir(path.dirname(path.join(home, file)), {recursive: true});
    await writeFile(path.join(home, file), content);
  };

  const sandbox: Sandbox = {
    version,
    client,
    root,
    home,
    project,
    env: {
      PATH: [folders.bin, path.dirname(process.execPath), ...hostPath()].join(path.delimiter),
      HOME: home,
      // Otherwise 2.1.330 leaves its sockets and notes in the machine's own temporary folder.
      TMPDIR: folders.tmp,
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      IS_SANDBOX: '1',
      ANTHROPIC_BASE_URL: baseUrl,
      ANTHROPIC_API_KEY: dummyKey,
      DISABLE_AUTOUPDATER: '1',
      DISABLE_TELEMETRY: '1',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      ...env,
    },
    writeHomeFile,
    writeSettings: (settings) =>
      writeHomeFile('.claude/settings.json', `${JSON.stringify(settings, null, 2)}\n`),
    dispose: async () => {
      await stopLeftovers(root);
      await rm(root, {recursive: true, force: true, maxRetries: 5});
    },
  };
  await writeHomeFile('.claude.json', JSON.stringify(answeredDialogs(version, project)));
  await makeRepository(sandbox);
  return sandbox;
}

// A `claude` that npm put on PATH must not win over the one under test.
function hostPath(): string[] {
  const entries = (process.env.PATH ?? '').split(path.delimiter);
  return entries.filter((entry) => entry !== '' && !entry.includes('node_modules'));
}

/** What the client asks a new user in the terminal: theme, the key from the environment, trust of the folder. */
function answeredDialogs(version: ClientVersion, project: string): object {
  return {
    hasCompletedOnboarding: true,
    lastOnboardingVersion: version,
    theme: 'dark',
    customApiKeyResponses: {approved: [dummyKey.slice(-20)], rejected: []},
    projects: {
      [project]: {hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true},
    },
  };
}

async function makeRepository({project, env}: Sandbox): Promise<void> {
  const git = (...args: string[]) => execa('git', args, {cwd: project, env, extendEnv: false});
  await writeFile(path.join(project, 'README.md'), '# A project\n');
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '.');
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  await git(...author, 'commit', '--quiet', '--message=Start');
}
