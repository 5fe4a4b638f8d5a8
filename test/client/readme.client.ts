import {readFileSync} from 'node:fs';
import path from 'node:path';
import {execa} from 'execa';
import {expect, onTestFinished, test} from 'vitest';
import {openBed} from './harness/open-bed.ts';
import {projectRoot} from './harness/project-root.ts';
import {runPrint} from './harness/run-print.ts';

const readme = readFileSync(path.join(projectRoot, 'README.md'), 'utf8');
const scripts: Record<string, string> = JSON.parse(
  readFileSync(path.join(projectRoot, 'package.json'), 'utf8'),
).scripts;

/** The commands of every block of the kind, one a line, without comments. */
function listCommands(kind: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${kind}\n(.*?)^\`\`\`$`, 'gms'))]
    .flatMap(([, block]) => (block ?? '').split('\n'))
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '');
}

test('the transcript is what the demo prints', async () => {
  const [, transcript] = /^```console\n\$ npm run --silent demo\n(.*?)^```$/ms.exec(readme) ?? [];

  // Without the build in front of it: other tests are using what was built.
  const demo = (scripts.demo ?? '').split(' && ').at(-1) ?? '';
  const {stdout} = await execa('npx', demo.split(' '), {cwd: projectRoot});

  expect(`${stdout.trim()}\n`).toBe(transcript);
});

test('every npm command of the README is one that the package has', () => {
  const named = listCommands('sh')
    .flatMap((line) => line.split(' && '))
    .filter((command) => command.startsWith('npm'))
    .map((command) => command.replace(/^npm (?:run )?/, ''));

  expect(named).not.toEqual([]);
  expect(named.filter((name) => name !== 'ci' && !(name in scripts))).toEqual([]);
});

test('every tierwise command of the README runs in a fresh home', async () => {
  const {sandbox, close} = await openBed({version: '2.1.330'});
  onTestFinished(close);
  const commands = listCommands('sh').filter((line) => line.startsWith('node dist/tierwise.cjs'));
  expect(commands).not.toEqual([]);

  for (const command of commands) {
    if (command.includes(' why ')) {
      // A newcomer has typed something by now.
      await runPrint(sandbox, {prompt: 'run the tests and show me the failures'});
    }
    const args = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, bare]) => quoted ?? bare,
    );
    const [, cli = '', ...rest] = args as string[];
    const {exitCode} = await execa(process.execPath, [path.join(projectRoot, cli), ...rest], {
      cwd: sandbox.project,
      env: sandbox.env,
      extendEnv: false,
      stdin: 'ignore',
      reject: false,
    });
    expect([command, exitCode]).toEqual([command, 0]);
  }
});
