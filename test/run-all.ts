// Runs every test of the project and closes with one line: "N passed, N failed".
//   npm test                 all of them
//   npm test -- unit hooks   some of: unit, hooks, client
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {ensureTools} from './ensure-tools.ts';

interface Tally {
  passed: number;
  failed: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = mkdtempSync(join(tmpdir(), 'tierwise-reports-'));
const bin = (path: string) => join(root, 'node_modules', path);

const suites: Record<string, () => Tally> = {
  unit: () => {
    // What a machine without them starts nights by is tested there by the texts alone.
    if (process.platform === 'linux') {
      ensureTools('crontab', 'systemd-analyze');
    }
    return runVitest('unit', ['--coverage']);
  },
  hooks: () => {
    ensureTools('jq');
    return runBats();
  },
  client: () => {
    ensureTools('tmux');
    return runVitest('client', ['--config', 'test/client/vitest.client.config.ts']);
  },
};

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in suites));
if (unknown.length > 0) {
  console.error(
    `No such suite: ${unknown.join(', ')}. There are: ${Object.keys(suites).join(', ')}.`,
  );
  process.exit(2);
}

try {
  const tallies = Object.entries(suites)
    .filter(([name]) => chosen.length === 0 || chosen.includes(name))
    .map(([, run]) => run());
  const total = tallies.reduce((sum, each) => ({
    passed: sum.passed + each.passed,
    failed: sum.failed + each.failed,
  }));
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
} finally {
  rmSync(reports, {recursive: true, force: true});
}

/** A suite that fails without a failing test (coverage, a crash) counts as one failure. */
function runVitest(name: string, args: string[]): Tally {
  const report = join(reports, `${name}.json`);
  const {status} = run(process.execPath, [
    bin('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ]);
  const tally = readReport(report);
  return status !== 0 && tally.failed === 0 ? {...tally, failed: 1} : tally;
}

function readReport(path: string): Tally {
  try {
    const report = JSON.parse(readFileSync(path, 'utf8'));
    return {passed: report.numPassedTests, failed: report.numFailedTests};
  } catch {
    return {passed: 0, failed: 0};
  }
}

function runBats(): Tally {
  const {status, stdout} = run(
    'bash',
    [bin('bats/bin/bats'), '--formatter', 'tap', '--jobs', '1', 'test/hooks'],
    'pipe',
  );
  process.stdout.write(stdout);
  const count = (pattern: RegExp) => stdout.match(pattern)?.length ?? 0;
  const tally = {passed: count(/^ok /gm), failed: count(/^not ok /gm)};
  return status !== 0 && tally.failed === 0 ? {...tally, failed: 1} : tally;
}

function run(command: string, args: string[], stdout: 'inherit' | 'pipe' = 'inherit') {
  const {status, stdout: text} = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', stdout, 'inherit'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return {status, stdout: text ?? ''};
}
