import {onTestFinished} from 'vitest';
import type {ClientVersion} from '../harness/client-version.ts';
import {type Bed, openBed} from '../harness/open-bed.ts';
import type {Answer} from '../stub/script.ts';

/** A window of the plan as the service tells it: share used, and seconds since 1970. */
interface ToldWindow {
  used: number;
  resetsAt: number;
}

/** The client of somebody with a plan: no key, a token that is worth nothing anywhere. */
export const planEnvironment = {
  ANTHROPIC_API_KEY: '',
  CLAUDE_CODE_OAUTH_TOKEN: 'sk-ant-oat01-dummy',
};

/** Opens a bed whose client is told of a plan, for the running test. */
export async function openPlanBed(version: ClientVersion): Promise<Bed> {
  const bed = await openBed({version, env: planEnvironment});
  onTestFinished(bed.close);
  return bed;
}

/** The same answer, with what the service tells of the plan beside it. */
export function tellPlan(
  answer: Answer,
  {fiveHour, week}: {fiveHour: ToldWindow; week: ToldWindow},
): Answer {
  const headers = {
    'anthropic-ratelimit-unified-status': 'allowed',
    'anthropic-ratelimit-unified-representative-claim': 'five_hour',
    'anthropic-ratelimit-unified-reset': String(fiveHour.resetsAt),
    ...windowHeaders('5h', fiveHour),
    ...windowHeaders('7d', week),
  };
  return answer.kind === 'message' || answer.kind === 'error'
    ? {...answer, headers: {...headers, ...answer.headers}}
    : answer;
}

function windowHeaders(name: string, {used, resetsAt}: ToldWindow): Record<string, string> {
  return {
    [`anthropic-ratelimit-unified-${name}-status`]: 'allowed',
    [`anthropic-ratelimit-unified-${name}-utilization`]: String(used),
    [`anthropic-ratelimit-unified-${name}-reset`]: String(resetsAt),
  };
}
