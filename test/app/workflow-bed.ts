import {chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync} from 'node:fs';
import {delimiter, dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {executeWorkflow, type WorkflowNotice} from '../../lib/app/execute-workflow.ts';
import type {OpenWorkflow} from '../../lib/app/start-workflow.ts';
import {startWorkflow} from '../../lib/app/start-workflow.ts';
import type {Result} from '../../lib/core/failure/failure.ts';
import {put, temporaryFolder} from '../edge/temporary-folder.ts';

interface Call {
  prompt: string;
  model: string;
  greeting: string;
  args: string[];
}

/** A home and a project in which `claude` is the tiny client. */
export function openWorkflowBed(workflow: string) {
  const home = temporaryFolder();
  const project = join(home, 'project');
  const bin = join(home, 'bin');
  mkdirSync(join(project, '.git'), {recursive: true});
  mkdirSync(bin);
  const client = join(bin, 'claude');
  copyFileSync(fileURLToPath(new URL('tiny-client.mjs', import.meta.url)), client);
  chmodSync(client, 0o755);
  // A script without an ending is no module.
  put(join(bin, 'package.json'), '{"type": "module"}');
  const file = put(join(project, 'flow.yaml'), workflow);
  const log = join(home, 'calls.jsonl');
  const environment = {
    HOME: home,
    PATH: [bin, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    TINY_LOG: log,
  };
  const notices: WorkflowNotice[] = [];
  const execute = async (
    opened: Result<OpenWorkflow>,
    signal: AbortSignal = new AbortController().signal,
  ) => {
    if (!opened.ok) {
      throw new Error(JSON.stringify(opened.failure));
    }
    const notify = (notice: WorkflowNotice) => notices.push(notice);
    const end = await executeWorkflow(opened.value, {environment, signal, notify});
    // As when the process that held the run has ended.
    rmSync(opened.value.run.files.claims, {recursive: true});
    return end;
  };
  const start = (...given: [string, string][]) =>
    startWorkflow(environment, {folder: project, name: file, given});
  return {
    home,
    project,
    file,
    environment,
    notices,
    start,
    execute,
    run: async (...given: [string, string][]) => execute(await start(...given)),
    write: (text: string) => put(file, text),
    /** Every start of the client, in order. */
    calls: (): Call[] =>
      existsSync(log)
        ? readFileSync(log, 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as Call)
        : [],
  };
}

/** `{a: 'done'}` */
export function statusesOf({summary}: Awaited<ReturnType<typeof executeWorkflow>>) {
  return Object.fromEntries(summary.steps.map(({step, status}) => [step, status]));
}
