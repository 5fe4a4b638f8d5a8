import {parseDuration} from '../duration.ts';
import {isRecord} from '../guard.ts';
import {isModelTier} from '../tier.ts';
import type {JobDraft} from './job.ts';
import {parseWhen} from './parse-when.ts';

/** What a value means depends on the clock, and a relative path on the folder. */
export interface DraftWorld {
  nowMs: number;
  zone: string;
  /** Makes a path of the person's an absolute one. */
  resolve: (path: string) => string;
}

export type DraftResult = {ok: true; draft: JobDraft} | {ok: false; problem: string};

/**
 * Reads what a person said of a job, from options or from a file to import; both use the names of
 * the job's own fields. A wrong value is named with what would be right, and so is a name that
 * means nothing, since a job that ignores a wish is worse than one that is refused.
 */
export function readDraft(said: unknown, world: DraftWorld): DraftResult {
  if (!isRecord(said)) {
    return {ok: false, problem: 'A job is a JSON object.'};
  }
  let draft: JobDraft = {};
  for (const [name, value] of Object.entries(said)) {
    const read = Object.hasOwn(fields, name) ? fields[name as FieldName](value, world) : undefined;
    if (read === undefined) {
      return {
        ok: false,
        problem: Object.hasOwn(fields, name)
          ? `${name} cannot be ${JSON.stringify(value)}. It takes ${expected[name as FieldName]}.`
          : `There is no "${name}". There are: ${Object.keys(fields).join(', ')}.`,
      };
    }
    draft = {...draft, ...read};
  }
  return {ok: true, draft};
}

type FieldName = keyof typeof expected;

const expected = {
  prompt: 'the text of a prompt',
  workflow: 'the path of a workflow file',
  cwd: 'a folder',
  priority: 'a whole number from -100 to 100',
  after: 'ids of jobs',
  not_before: 'a time: 22:00, 2h, 2026-12-01, 2026-12-01 08:30',
  deadline: 'a time: 06:00, 2d, 2026-12-01, 2026-12-01 08:30',
  tier: 'haiku, sonnet or opus',
  verify: 'a command',
  max_usd: 'an amount above 0, up to 1000',
  timeout: 'a time from 1s to 24h, such as 30m',
  attempts: 'a whole number from 1 to 10',
  allowed_tools: 'permission rules, such as Bash(npm test:*)',
};

type Field = (value: unknown, world: DraftWorld) => JobDraft | undefined;

const dayMs = 24 * 60 * 60 * 1000;

const fields: Readonly<Record<FieldName, Field>> = {
  prompt: (value) => (isFilled(value) ? {prompt: value} : undefined),
  workflow: (value, {resolve}) => (isFilled(value) ? {workflow: resolve(value)} : undefined),
  cwd: (value, {resolve}) => (isFilled(value) ? {cwd: resolve(value)} : undefined),
  priority: (value) => {
    const priority = readNumber(value);
    return Number.isInteger(priority) && Math.abs(priority) <= 100 ? {priority} : undefined;
  },
  after: (value) => {
    const after = readList(value);
    return after && {after};
  },
  not_before: (value, world) => {
    const not_before = readTime(value, world);
    return not_before === undefined ? undefined : {not_before};
  },
  deadline: (value, world) => {
    const deadline = readTime(value, world);
    return deadline === undefined ? undefined : {deadline};
  },
  tier: (value) => (isModelTier(value) ? {tier: value} : undefined),
  verify: (value) => (isFilled(value) ? {verify: value} : undefined),
  max_usd: (value) => {
    const max_usd = readNumber(value);
    return max_usd > 0 && max_usd <= 1000 ? {max_usd} : undefined;
  },
  timeout: (value) => {
    const timeout_ms = typeof value === 'string' ? parseDuration(value) : undefined;
    return timeout_ms !== undefined && timeout_ms >= 1000 && timeout_ms <= dayMs
      ? {timeout_ms}
      : undefined;
  },
  attempts: (value) => {
    const attempts = readNumber(value);
    return Number.isInteger(attempts) && attempts >= 1 && attempts <= 10 ? {attempts} : undefined;
  },
  allowed_tools: (value) => {
    const allowed_tools = readList(value);
    return allowed_tools && {allowed_tools};
  },
};

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** Options come as text, a file's numbers as numbers. */
function readNumber(value: unknown): number {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
    ? Number(value)
    : Number.NaN;
}

function readList(value: unknown): string[] | undefined {
  const list = typeof value === 'string' ? [value] : value;
  return Array.isArray(list) && list.every(isFilled) ? list : undefined;
}

function readTime(value: unknown, world: DraftWorld): string | undefined {
  const at = typeof value === 'string' ? parseWhen(value, world) : undefined;
  return at === undefined ? undefined : new Date(at).toISOString();
}
