import {resolve} from 'node:path';
import type {Command} from 'commander';
import type {JobDraft} from '../core/queue/job.ts';
import {type DraftWorld, readDraft} from '../core/queue/read-draft.ts';
import {localZone} from '../edge/local-zone.ts';
import {currentFolder} from '../edge/terminal.ts';
import {collectValues} from './collect-values.ts';
import {usageError} from './usage-error.ts';

export interface JobFlags {
  priority?: string;
  after?: string[];
  notBefore?: string;
  deadline?: string;
  tier?: string;
  verify?: string;
  cwd?: string;
  maxUsd?: string;
  timeout?: string;
  attempts?: string;
  workflow?: string;
  allowedTools?: string[];
}

/** What can be said of a job, when it is added and later. */
export function addJobOptions(command: Command): Command {
  return command
    .option('--priority <number>', 'higher goes first (default: 0)')
    .option('--after <job>', 'only when it is done; may be repeated', collectValues)
    .option('--not-before <time>', '22:00, 2h, 2026-12-01, 2026-12-01 08:30')
    .option('--deadline <time>', 'the nearer ones go first')
    .option('--tier <tier>', 'haiku, sonnet or opus (default: by the prompt)')
    .option('--verify <command>', 'it decides whether the work is good')
    .option('--cwd <folder>', 'where the work is (default: here)')
    .option('--max-usd <amount>', 'for all attempts together (default: 5)')
    .option('--timeout <time>', 'for each attempt: 90s, 30m, 2h (default: 30m)')
    .option('--attempts <number>', 'before it counts as failed (default: 2)')
    .option('--workflow <file>', 'a workflow in place of a prompt')
    .option(
      '--allowed-tools <rule>',
      'what it may do unasked: "Bash(npm test:*)"; may be repeated',
      collectValues,
    );
}

/** @throws a usage error for a value that its option does not take. */
export function readJobFlags(prompt: string | undefined, flags: JobFlags): JobDraft {
  const said = {
    prompt,
    priority: flags.priority,
    after: flags.after,
    not_before: flags.notBefore,
    deadline: flags.deadline,
    tier: flags.tier,
    verify: flags.verify,
    cwd: flags.cwd,
    max_usd: flags.maxUsd,
    timeout: flags.timeout,
    attempts: flags.attempts,
    workflow: flags.workflow,
    allowed_tools: flags.allowedTools,
  };
  const given = Object.entries(said).filter(([, value]) => value !== undefined);
  const read = readDraft(Object.fromEntries(given), draftWorld(new Date()));
  if (!read.ok) {
    throw usageError(
      read.problem.replace(/^\w+/, (name) => `--${name.replaceAll('_', '-')}`),
      'tierwise queue add --help',
    );
  }
  return read.draft;
}

export function draftWorld(now: Date): DraftWorld {
  return {
    nowMs: now.getTime(),
    zone: localZone(),
    resolve: (path) => resolve(currentFolder(), path),
  };
}
