import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {routePrompt} from '../../lib/core/routing/route-prompt.ts';

type Name = 'haiku' | 'sonnet' | 'opus';

/** One task of a public set: who solved it (0..1), and what that cost, where it is known. */
interface Task {
  group: string;
  text: string;
  solved: Partial<Record<Name, number>>;
  cost: Partial<Record<Name, number>>;
}

export interface OutcomeReport {
  set: string;
  tasks: number;
  rows: {router: string; solved: number; cost: number | undefined; shares: string}[];
  /** Share solved by a mix with the router's own shares that ignores the text: 95 % of 400 draws. */
  randomBand: [number, number];
  verdict: string;
}

// USD per task in proportion to list prices, where a set has no cost of its own.
const listCost: Readonly<Record<Name, number>> = {haiku: 1, sonnet: 3, opus: 5};
const sets: readonly {file: string; set: string; read: (row: never) => Task}[] = [
  {
    file: 'swebench_verified_claude_tiers',
    set: 'SWE-bench Verified, issue text',
    read: readSwebench,
  },
  {file: 'coderouterbench_ood176', set: 'CodeRouterBench, hard tasks', read: readHard},
  {file: 'terminal_bench_1_outcomes', set: 'Terminal-Bench 1', read: readTerminal},
];

/** What routing by text does on tasks whose outcome is known. Long task texts are not what people type. */
export function scoreOutcomes(
  folder: string,
  makeRandom: (seed: number) => () => number,
): OutcomeReport[] {
  return sets.flatMap(({file, set, read}) => {
    const path = join(folder, `${file}.jsonl`);
    if (!existsSync(path)) return [];
    const tasks = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => read(JSON.parse(line) as never));
    return [scoreSet(set, tasks, makeRandom(5))];
  });
}

function scoreSet(set: string, tasks: readonly Task[], random: () => number): OutcomeReport {
  const names = (['haiku', 'sonnet', 'opus'] as const).filter((name) =>
    tasks.every(({solved}) => solved[name] !== undefined),
  );
  const nearest = (tier: string): Name => {
    if (tier === 'haiku' && !names.includes('haiku')) return 'sonnet';
    return tier === 'stay' ? 'opus' : (tier as Name);
  };
  const chosen = tasks.map(({text}) => nearest(routePrompt(text).tier));
  const rows = [
    describe('tierwise, quality', tasks, chosen),
    describe(
      'tierwise, saver',
      tasks,
      tasks.map(({text}) => nearest(routePrompt(text, {bias: 'saver'}).tier)),
    ),
    ...names.map((name) =>
      describe(
        `always ${name}`,
        tasks,
        tasks.map(() => name),
      ),
    ),
    describe(
      'random, equal shares',
      tasks,
      tasks.map(() => names[Math.floor(random() * names.length)] as Name),
    ),
    describe('shorter half to the smallest', tasks, byLength(tasks, names[0] as Name)),
    describe(
      'oracle: the smallest that does best',
      tasks,
      tasks.map(({solved}) => bestOf(names, solved)),
    ),
  ];
  const band = drawBand(tasks, chosen, random);
  const own = rows[0]?.solved ?? 0;
  const isInside = own >= band[0] && own <= band[1];
  return {
    set,
    tasks: tasks.length,
    rows,
    randomBand: band,
    verdict: isInside
      ? 'inside the random band: the text does not tell which tier solves it'
      : 'outside the random band',
  };
}

function describe(router: string, tasks: readonly Task[], chosen: readonly Name[]) {
  const count = (name: Name) =>
    Math.round((100 * chosen.filter((each) => each === name).length) / tasks.length);
  const costs = tasks.map(({cost}, at) => cost[chosen[at] as Name]);
  return {
    router,
    solved: mean(tasks.map(({solved}, at) => solved[chosen[at] as Name] ?? 0)),
    cost: mean(costs.map((each) => each ?? 0)),
    shares: `${count('haiku')}/${count('sonnet')}/${count('opus')} %`,
  };
}

function bestOf(names: readonly Name[], solved: Task['solved']): Name {
  return names.reduce((best, name) => ((solved[name] ?? 0) > (solved[best] ?? 0) ? name : best));
}

function drawBand(
  tasks: readonly Task[],
  chosen: readonly Name[],
  random: () => number,
): [number, number] {
  const draws = Array.from({length: 400}, () => {
    const mixed = [...chosen];
    for (let at = mixed.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1));
      [mixed[at], mixed[other]] = [mixed[other] as Name, mixed[at] as Name];
    }
    return mean(tasks.map(({solved}, at) => solved[mixed[at] as Name] ?? 0));
  }).sort((left, right) => left - right);
  return [draws[10] as number, draws[389] as number];
}

function byLength(tasks: readonly Task[], smallest: Name): Name[] {
  const lengths = tasks.map(({text}) => text.length).sort((left, right) => left - right);
  const middle = lengths[Math.floor(lengths.length / 2)] as number;
  return tasks.map(({text}) => (text.length < middle ? smallest : 'opus'));
}

function readSwebench({
  repo,
  prompt,
  solved,
}: {
  repo: string;
  prompt: string;
  solved: Record<string, boolean | number>;
}): Task {
  return {group: repo, text: prompt, solved: byTier(solved), cost: listCost};
}

function readHard({
  bench,
  prompt,
  resolved,
  cost,
}: {
  bench: string;
  prompt: string;
  resolved: Record<string, boolean | number>;
  cost: Record<string, number>;
}): Task {
  return {group: bench, text: prompt, solved: byTier(resolved), cost: byTier(cost)};
}

function readTerminal({
  id,
  prompt,
  pass,
}: {
  id: string;
  prompt: string;
  pass: Record<string, [number, number]>;
}): Task {
  const shareOf = (tier: Name) =>
    mean(
      Object.entries(pass)
        .filter(([model]) => model.includes('claude') && model.endsWith(tier))
        .map(([, [passed, trials]]) => passed / trials),
    );
  return {
    group: id,
    text: prompt,
    solved: {sonnet: shareOf('sonnet'), opus: shareOf('opus')},
    cost: listCost,
  };
}

/** The newest model of each tier, by its name. */
function byTier(byModel: Record<string, boolean | number>): Partial<Record<Name, number>> {
  const found: Partial<Record<Name, number>> = {};
  for (const model of Object.keys(byModel).sort()) {
    const tier = /haiku|sonnet|opus/.exec(model)?.[0] as Name | undefined;
    if (tier !== undefined) found[tier] = Number(byModel[model]);
  }
  return found;
}

function mean(numbers: readonly number[]): number {
  const sum = numbers.reduce((total, each) => total + each, 0);
  return Math.round((1000 * sum) / Math.max(1, numbers.length)) / 1000;
}

interface KindRow {
  dim: string;
  score: Record<string, number>;
  cost: Record<string, number>;
}

/** Without any text: the kind of a task alone, learned on every other task and scored on the rest. */
export function scoreKinds(folder: string) {
  const path = join(folder, 'coderouterbench_id_test.jsonl');
  if (!existsSync(path)) return [];
  const rows = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as KindRow);
  const seen = rows.filter((_, at) => at % 2 === 0);
  const rest = rows.filter((_, at) => at % 2 === 1);
  const models = ['claude-sonnet-4-6', 'claude-opus-4-6'] as const;
  const bestOf = (dim: string) => {
    const scoreOf = (model: string) =>
      mean(seen.filter((row) => row.dim === dim).map(({score}) => score[model] ?? 0));
    // Opus has to be clearly better to be worth its price.
    return scoreOf(models[1]) > scoreOf(models[0]) + 0.01 ? models[1] : models[0];
  };
  const table = new Map([...new Set(rows.map(({dim}) => dim))].map((dim) => [dim, bestOf(dim)]));
  const line = (router: string, choose: (row: KindRow) => string) => ({
    router,
    score: mean(rest.map((row) => row.score[choose(row)] ?? 0)),
    usd: mean(rest.map((row) => 1000 * (row.cost[choose(row)] ?? 0))) / 1000,
  });
  return [
    line('always sonnet', () => models[0]),
    line('always opus', () => models[1]),
    line('kind table', ({dim}) => table.get(dim) as string),
    line('oracle of the two', ({score}) =>
      (score[models[0]] ?? 0) >= (score[models[1]] ?? 0) ? models[0] : models[1],
    ),
  ];
}

interface StepRow {
  target_tier: string;
  last_message: string;
}

/** Steps of agent runs: is the cheapest tier that was verified by execution what the text says? */
export function scoreSteps(folder: string, random: () => number) {
  const path = join(folder, 'commonrouterbench_steps.jsonl');
  if (!existsSync(path)) return [];
  const rows = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as StepRow);
  const rank: Readonly<Record<string, number>> = {low: 0, mid: 1, mid_high: 1, high: 2};
  const order = ['haiku', 'sonnet', 'opus'];
  const line = (router: string, choose: (row: StepRow) => number) => ({
    router,
    exact: mean(rows.map((row) => Number(choose(row) === rank[row.target_tier]))),
    under: mean(rows.map((row) => Number(choose(row) < (rank[row.target_tier] ?? 0)))),
  });
  return [
    line('tierwise, quality', ({last_message}) => {
      const at = order.indexOf(routePrompt(last_message).tier);
      return at < 0 ? 2 : at;
    }),
    ...order.map((name, at) => line(`always ${name}`, () => at)),
    line('random, equal shares', () => Math.floor(random() * 3)),
    line('oracle', ({target_tier}) => rank[target_tier] ?? 0),
  ];
}
