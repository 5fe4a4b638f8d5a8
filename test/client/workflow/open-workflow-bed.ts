import {readdirSync} from 'node:fs';
import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';
import {onTestFinished} from 'vitest';
import type {WorkflowSummary} from '../../../lib/core/workflow/summarise-workflow.ts';
import type {ClientVersion} from '../harness/client-version.ts';
import {type Bed, openBed} from '../harness/open-bed.ts';
import {projectRoot} from '../harness/project-root.ts';
import {lastTurn} from '../stub/last-turn.ts';
import type {Answer, Script, StubRequest} from '../stub/script.ts';
import {say} from '../stub/scripts/say.ts';

export interface Ended {
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
  /** Standard output as JSON, for a call with `--json`. */
  summary: WorkflowSummary;
}

/** A sandbox with a workflow file, and tierwise as a person calls it there. */
export async function openWorkflowBed(
  version: ClientVersion,
  workflow: string,
  {env = {}}: {env?: Record<string, string>} = {},
) {
  const bed = await openBed({version, env});
  onTestFinished(bed.close);
  const {project} = bed.sandbox;
  const file = path.join(project, 'flow.yaml');
  await writeFile(file, workflow);
  const start = (...args: string[]) =>
    execa(process.execPath, [path.join(projectRoot, 'dist', 'tierwise.cjs'), ...args], {
      cwd: project,
      env: bed.sandbox.env,
      extendEnv: false,
      stdin: 'ignore',
      reject: false,
      timeout: 90_000,
    });
  const tierwise = async (...args: string[]): Promise<Ended> => {
    const {exitCode, stdout, stderr} = await start(...args);
    return {exitCode, stdout, stderr, summary: args.includes('--json') ? JSON.parse(stdout) : {}};
  };
  return {
    ...bed,
    file,
    project,
    start,
    tierwise,
    write: async (name: string, text: string) => {
      await mkdir(path.dirname(path.join(project, name)), {recursive: true});
      await writeFile(path.join(project, name), text);
    },
    /** Folders of all runs, oldest first. */
    runs: () => {
      const folder = path.join(bed.sandbox.home, '.claude', 'tierwise', 'runs');
      return readdirSync(folder)
        .sort()
        .map((name) => path.join(folder, name));
    },
    /** What the person's prompt was in each request, with the model that was asked. */
    asked: () => bed.stub.mainMessages().map(describeRequest),
  };
}

export type WorkflowBed = Awaited<ReturnType<typeof openWorkflowBed>> & Bed;

export function promptOf(request: StubRequest): string {
  return lastTurn(request).prompt.trim();
}

/** `haiku: Search for cats` */
function describeRequest(request: StubRequest): string {
  const [tier] = /haiku|sonnet|opus/.exec(request.model) ?? ['?'];
  return `${tier}: ${promptOf(request).split('\n')[0]}`;
}

/** Answers by the first word of the prompt; what has no answer is an error of the test. */
export function byPrompt(
  answers: Record<string, Answer | string | ((request: StubRequest) => Answer)>,
): Script {
  return (request) => {
    const prompt = promptOf(request);
    const found = Object.entries(answers).find(([start]) => prompt.startsWith(start))?.[1];
    if (found === undefined) {
      throw new Error(`nobody answers: ${prompt.slice(0, 200)}`);
    }
    const answer = typeof found === 'function' ? found(request) : found;
    return typeof answer === 'string' ? say(answer) : answer;
  };
}
