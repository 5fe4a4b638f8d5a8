import type {Sandbox} from '../harness/make-sandbox.ts';
import {runInstalled} from '../routing/run-installed.ts';
import type {Seen} from './play-cases.ts';

/** What a person types, with the copy that was installed into the sandbox. */
export function runTierwise(sandbox: Sandbox, ...args: string[]): Promise<string> {
  return runInstalled(sandbox, args);
}

export interface ReportJson {
  models: {model: string; requests: number; tokens: Record<string, number>; cost: number}[];
  total: {turns: number; moved: number; cost: number; withoutTranscript: number};
  standings: Record<string, number>;
  evidence: Record<string, number>;
}

export async function readReport(sandbox: Sandbox): Promise<ReportJson> {
  return JSON.parse(await runTierwise(sandbox, 'report', '--json')) as ReportJson;
}

/** The report in the shape of what the stub saw. */
export function sumReported({models}: ReportJson): Record<string, Seen> {
  return Object.fromEntries(models.map(({model, requests, tokens}) => [model, {requests, tokens}]));
}
