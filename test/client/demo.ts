// The main job, on the real client, without an account: installs tierwise into a temporary home,
// asks three prompts in a session on opus and shows on which models their requests arrived.
//   npm run demo
import {clientVersions} from './harness/client-version.ts';
import {installTierwise} from './harness/install-tierwise.ts';
import {openBed} from './harness/open-bed.ts';
import {readEvidence} from './harness/read-evidence.ts';
import {runPrint} from './harness/run-print.ts';
import type {StubRequest} from './stub/script.ts';
import {obeyDirective} from './stub/scripts/obey-directive.ts';

const version = clientVersions.at(-1) ?? '2.1.330';
const prompts = [
  'run the tests and show me the failures',
  'add a --json flag to the list command, with tests',
  'drop the users table in production',
  'yes, continue',
];

console.log(`Claude Code ${version}, one session on opus, the hooks of tierwise installed.`);
console.log(
  'No account: a stand-in of the API on this machine answers, and always delegates as told.',
);
console.log(
  'So this shows what tierwise decides and where requests go, not how well a model works.',
);

const bed = await openBed({version});
try {
  await installTierwise(bed.sandbox);
  for (const [index, prompt] of prompts.entries()) {
    bed.stub.restart(obeyDirective);
    const args = ['--model', 'opus', ...(index === 0 ? [] : ['--continue'])];
    const run = await runPrint(bed.sandbox, {prompt, args});
    if (run.exitCode !== 0) {
      throw new Error(`claude exited with ${run.exitCode}: ${run.stderr}`);
    }
    const {tier, reasons} = await readDecision();
    console.log(`\n> ${prompt}`);
    console.log(`  decided   ${tier}: ${reasons.join(', ')}`);
    console.log(`  requests  ${bed.stub.messages().map(describe).join(' -> ')}`);
  }
} finally {
  await bed.close();
}

async function readDecision() {
  const decision = (await readEvidence(bed.sandbox)).findLast(({event}) => event === 'decision');
  if (decision === undefined) throw new Error('tierwise recorded no decision.');
  return decision as {tier: string; reasons: string[]};
}

function describe({model, isSubagent}: StubRequest): string {
  return isSubagent ? `[agent: ${model}]` : model;
}
