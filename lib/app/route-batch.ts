import {assessPrompt} from '../core/decision/assess-prompt.ts';
import {isRecord} from '../core/guard.ts';
import type {Route} from '../core/routing/route-prompt.ts';
import type {Bias} from '../core/routing/settle-tier.ts';

export type BatchRow = {id: unknown} & Route & {error?: string};

/**
 * What one line of a batch needs: `{"id", "prompt"}` in, the route out. A function of the line
 * alone: no configuration, no state, no network, so that two machines answer the same.
 */
export function routeBatchLine(line: string, bias: Bias): BatchRow {
  const row = parse(line);
  if (!isRecord(row) || typeof row.prompt !== 'string') {
    return {
      id: isRecord(row) ? (row.id ?? null) : null,
      tier: 'stay',
      kind: 'other',
      risk: false,
      confidence: 0,
      reasons: ['the line is no JSON object with a "prompt"'],
      error: 'bad-line',
    };
  }
  return {id: row.id ?? null, ...assessPrompt(row.prompt, bias)};
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
