// Throws hostile inputs at the built hooks, as processes: each must exit with 0, print nothing or
// one JSON object on standard output, nothing on standard error, and write in its data folder only.
//   node throw-hostile-inputs.mjs <folder of bundles> <how many>
import {spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {hostileInputs} from './hostile-inputs.mjs';

const [bundles, howMany] = [process.argv[2], Number(process.argv[3])];
const names = readdirSync(bundles).filter(
  // The status line is no hook: what it prints is for the screen, and it has tests of its own.
  (file) => file.endsWith('.cjs') && file !== 'status-line.cjs',
);
const home = mkdtempSync(join(tmpdir(), 'tierwise-hostile-'));
const data = join(home, 'data');
const work = join(home, 'work');
mkdirSync(work);
const atOnce = 4;

try {
  const inputs = hostileInputs(howMany);
  const broken = [];
  let next = 0;
  const worker = async () => {
    while (next < inputs.length) {
      const at = next;
      next += 1;
      const problem = await feed(names[at % names.length], inputs[at]);
      if (problem) {
        broken.push(`input ${at}: ${problem}`);
      }
    }
  };
  await Promise.all(Array.from({length: atOnce}, worker));
  const strays = [
    ...readdirSync(work),
    ...readdirSync(home).filter((each) => !['data', 'work'].includes(each)),
  ];
  for (const line of [
    ...broken,
    ...strays.map((each) => `written outside the data folder: ${each}`),
  ]) {
    console.log(line);
  }
  console.log(`${inputs.length} inputs, ${broken.length} broken`);
  process.exitCode = broken.length + strays.length === 0 ? 0 : 1;
} finally {
  rmSync(home, {recursive: true, force: true});
}

function feed(name, input) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(bundles, name)], {
      cwd: work,
      env: {HOME: home, PATH: '/usr/bin:/bin', TIERWISE_HOME: data},
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    // A hook may stop reading; that is its right.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('close', (code) => resolve(judge(name, code, stdout, stderr)));
  });
}

function judge(name, code, stdout, stderr) {
  if (code !== 0) {
    return `${name} exited with ${code}: ${stderr.slice(0, 200)}`;
  }
  if (stderr !== '') {
    return `${name} wrote on standard error: ${stderr.slice(0, 200)}`;
  }
  if (stdout === '') {
    return undefined;
  }
  try {
    const answer = JSON.parse(stdout);
    return typeof answer === 'object' && answer !== null && !Array.isArray(answer)
      ? undefined
      : `${name} printed ${stdout.slice(0, 80)}`;
  } catch {
    return `${name} printed ${stdout.slice(0, 80)}`;
  }
}
