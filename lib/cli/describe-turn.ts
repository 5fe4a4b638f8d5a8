import type {JoinedTurn} from '../core/metrics/joined-turn.ts';
import type {AgentUse, ModelUse} from '../core/metrics/session-use.ts';
import type {Tokens} from '../core/metrics/tokens.ts';
import type {DecisionRecord} from '../core/metrics/turn.ts';
import {describeCorrection} from './describe-correction.ts';
import {clipMiddle, formatCount, formatMoney, formatNumber, wrapText} from './format-amount.ts';

/** One prompt for a terminal of 80 columns: what was decided, what ran, what became of it. */
export function describeTurn(joined: JoinedTurn): string {
  const {turn, judgement, project} = joined;
  return [
    `Prompt ${turn.prompt}`,
    `in session ${turn.session}`,
    `${turn.at.replace('T', ' ').slice(0, 19)} UTC`,
    ...(project === null ? [] : [clipMiddle(project, 78)]),
    '',
    ...(turn.decision === undefined ? [] : describeDecision(turn.decision)),
    ...describeRan(joined),
    ...(turn.correctedBy === undefined
      ? []
      : row('corrected', `by what came next: ${describeCorrection(turn.correctedBy)}`)),
    '',
    ...row(judgement.standing, judgement.because, 2),
  ].join('\n');
}

/** The same as one object; money is USD. */
export function toTurnJson({turn, project, ran, judgement}: JoinedTurn): unknown {
  return {
    prompt: turn.prompt,
    session: turn.session,
    at: turn.at,
    project,
    decision: turn.decision ?? null,
    denials: turn.denials,
    gateOpened: turn.isGateOpen,
    correctedBy: turn.correctedBy ?? null,
    ran: ran === undefined ? null : {main: ran.use.main, agents: ran.use.agents},
    cost: ran?.price.cost ?? null,
    models: ran?.price.models ?? null,
    saving: ran?.price.saving ?? null,
    baseModel: ran?.price.baseModel ?? null,
    standing: judgement.standing,
    because: judgement.because,
  };
}

const labelWidth = 12;

function row(label: string, text: string, gap = 0): string[] {
  const width = Math.max(labelWidth, label.length + gap);
  const [first = '', ...rest] = wrapText(text, ' '.repeat(width));
  return [`${label.padEnd(width)}${first.trimStart()}`, ...rest];
}

function describeDecision(decision: DecisionRecord): string[] {
  const {tier, kind, risk, confidence, route, base, baseModel, maxTier, mode} = decision;
  const isNamed = baseModel !== null && baseModel !== base;
  return [
    ...row('decided', tier === 'stay' ? "stay (the session's own model)" : tier),
    ...row('needs', `${route}, confidence ${confidence.toFixed(2)}`),
    ...row('kind', `${kind}${risk ? ', risky: never moved down' : ''}`),
    ...decision.reasons.flatMap((reason, at) => row(at === 0 ? 'because' : '', reason)),
    ...row('base', `${base ?? 'unknown'}${isNamed ? ` (${baseModel})` : ''}`),
    ...(maxTier === null ? [] : row('at most', maxTier)),
    ...row('mode', `${mode}, ${decision.enforcement} (${decision.modeBecause})`),
    ...row(
      'hook',
      `${decision.overheadMs} ms${decision.client === null ? '' : `, Claude Code ${decision.client}`}`,
    ),
  ];
}

function describeRan({turn, ran}: JoinedTurn): string[] {
  if (ran === undefined) {
    return row('ran', 'unknown: no transcript tells of it');
  }
  const {use, price} = ran;
  const unpriced = price.models.filter(({cost}) => cost === null).map(({model}) => model);
  return [
    ...use.main.flatMap((each, at) =>
      row(at === 0 ? 'ran' : '', `main thread: ${describeUse(each)}`),
    ),
    ...use.agents.flatMap(describeAgent),
    ...(turn.denials === 0 ? [] : row('denied', formatNumber(turn.denials, 'tool call'))),
    ...row(
      'cost',
      `${formatMoney(price.cost)}${unpriced.length === 0 ? '' : `, without ${unpriced.join(', ')}: no known price`}`,
    ),
    ...(price.saving === undefined
      ? []
      : row(
          'saved',
          `${formatMoney(price.saving.low)} to ${formatMoney(price.saving.high)} against ${price.baseModel}`,
        )),
  ];
}

function describeAgent({type, use}: AgentUse): string[] {
  return use.flatMap((each) => row('', `${type ?? "the client's own"}: ${describeUse(each)}`));
}

function describeUse({model, requests, tokens}: ModelUse): string {
  return `${model}, ${formatNumber(requests, 'request')}, ${describeTokens(tokens)}`;
}

function describeTokens(tokens: Tokens): string {
  const {input, output, cacheRead, cacheWrite5m, cacheWrite1h} = tokens;
  return `in ${formatCount(input)}, out ${formatCount(output)}, cache ${formatCount(cacheRead)} read ${formatCount(cacheWrite5m + cacheWrite1h)} written`;
}
