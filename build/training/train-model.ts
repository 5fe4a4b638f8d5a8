import {type Chances, toChances} from '../../lib/core/routing/weigh-features.ts';
import type {Example, Label} from './read-examples.ts';

/** Logits against `large`, which is the zero of the scale. */
export interface Logits {
  small: number;
  session: number;
  hard: number;
}

export interface Model extends Logits {
  features: Map<string, Logits>;
}

const sides = ['small', 'session', 'hard'] as const;
/** What the panel holds of each, hard work aside: our own prompts are weighed so that they hold the same. */
const shares: Readonly<Record<Label, number>> = {
  small: 0.36,
  large: 0.34,
  session: 0.26,
  hard: 0.04,
};
/** What all prompts of one folder of our own weigh together; a prompt of the panel weighs 1. */
const folderWeights: Readonly<Record<string, number>> = {
  prompts: 2000,
  persons: 3000,
  pairs: 1500,
};
const penalty = 0.002;
/** A feature counts when so many of our own prompts, or so many persons of the panel, have it. */
const leastOwn = 4;
const leastPersons = 5;
const rounds = 120;
/** Features that are kept: each costs the bundle seven bytes. The weak ones are dropped in two steps. */
const kept = [8000, 3000];

/** Multinomial logistic regression with an L2 penalty; deterministic. */
export function trainModel(examples: readonly Example[]): Model {
  let model = learn(examples, countFeatures(examples));
  for (const count of kept) {
    const {features, mass} = model;
    const strength = (name: string) =>
      strengthOf(features.get(name) as Logits) * Math.sqrt(mass.get(name) as number);
    const best = [...features.keys()].sort((left, right) => strength(right) - strength(left));
    model = learn(examples, new Set(best.slice(0, count)));
  }
  return model;
}

/** How far a feature pushes one label from another; what is hard is rare and counts less. */
function strengthOf({small, session, hard}: Logits): number {
  const apart = Math.max(Math.abs(session), Math.abs(session - small));
  return Math.abs(small) + apart + 0.3 * Math.abs(hard);
}

/** The chances that a model gives. */
export function predict(model: Model, features: Iterable<string>): Chances {
  let {small, session, hard} = model;
  for (const name of features) {
    const weight = model.features.get(name);
    if (weight === undefined) continue;
    small += weight.small;
    session += weight.session;
    hard += weight.hard;
  }
  return toChances(small, session, hard);
}

function countFeatures(examples: readonly Example[]): Set<string> {
  const own = new Map<string, number>();
  const persons = new Map<string, Set<string>>();
  for (const {features, person, isOwn} of examples) {
    for (const name of features) {
      if (isOwn) own.set(name, (own.get(name) ?? 0) + 1);
      else persons.set(name, (persons.get(name) ?? new Set()).add(person));
    }
  }
  const names = new Set([...own.keys(), ...persons.keys()]);
  return new Set(
    [...names].filter(
      (name) => (own.get(name) ?? 0) >= leastOwn || (persons.get(name)?.size ?? 0) >= leastPersons,
    ),
  );
}

/**
 * Examples as numbers. `cells` holds the features of one row after the other, and row `at` ends
 * before `ends[at]`. Feature 0 is always there.
 */
interface Table {
  names: readonly string[];
  cells: Int32Array;
  ends: Int32Array;
  shares: Float64Array;
  labels: readonly Label[];
}

/** One number per feature for each of the sides. */
type Columns = readonly Float64Array[];

function learn(
  examples: readonly Example[],
  names: ReadonlySet<string>,
): Model & {mass: Map<string, number>} {
  const table = makeTable(examples, names);
  const size = table.names.length + 1;
  const makeColumns = (): Columns => sides.map(() => new Float64Array(size));
  const [weights, slopes] = [makeColumns(), makeColumns()];
  const [speeds, squares] = [makeColumns(), makeColumns()];
  for (let round = 1; round <= rounds; round++) {
    findSlopes(table, weights, slopes);
    const rate = 0.08 * (1 - round / (rounds + 1));
    for (const side of sides.keys()) {
      step(column(weights, side), column(slopes, side), {
        speeds: column(speeds, side),
        squares: column(squares, side),
        rate,
        round,
      });
    }
  }
  const logitsOf = (at: number): Logits => ({
    small: read(column(weights, 0), at),
    session: read(column(weights, 1), at),
    hard: read(column(weights, 2), at),
  });
  return {
    ...logitsOf(0),
    features: new Map(table.names.map((name, at) => [name, logitsOf(at + 1)])),
    mass: findMass(table),
  };
}

/** What Adam remembers of a column's slopes, and where it stands. */
interface Pace {
  speeds: Float64Array;
  squares: Float64Array;
  rate: number;
  round: number;
}

/** One step of Adam: features differ a thousandfold in how often they occur. */
function step(weights: Float64Array, slopes: Float64Array, pace: Pace): void {
  const {speeds, squares, rate, round} = pace;
  for (let at = 0; at < weights.length; at++) {
    const weight = read(weights, at);
    const slope = read(slopes, at) + (at === 0 ? 0 : penalty * weight);
    const speed = 0.9 * read(speeds, at) + 0.1 * slope;
    const square = 0.99 * read(squares, at) + 0.01 * slope * slope;
    speeds[at] = speed;
    squares[at] = square;
    const scale = Math.sqrt(square / (1 - 0.99 ** round)) + 1e-8;
    weights[at] = weight - (rate * speed) / (1 - 0.9 ** round) / scale;
  }
}

/** The slope of the mean loss, for every side. */
function findSlopes({cells, ends, shares, labels}: Table, weights: Columns, slopes: Columns): void {
  const [small, session, hard] = weights as [Float64Array, Float64Array, Float64Array];
  const [bySmall, bySession, byHard] = slopes as [Float64Array, Float64Array, Float64Array];
  for (const slope of slopes) slope.fill(0);
  let start = 0;
  for (const [row, end] of ends.entries()) {
    const logits = {small: 0, session: 0, hard: 0};
    for (let at = start; at < end; at++) {
      const name = cells[at] as number;
      logits.small += small[name] as number;
      logits.session += session[name] as number;
      logits.hard += hard[name] as number;
    }
    const chances = toChances(logits.small, logits.session, logits.hard);
    const [label, share] = [labels[row], shares[row] as number];
    const pullSmall = share * (chances.small - Number(label === 'small'));
    const pullSession = share * (chances.session - Number(label === 'session'));
    const pullHard = share * (chances.hard - Number(label === 'hard'));
    for (let at = start; at < end; at++) {
      const name = cells[at] as number;
      bySmall[name] = (bySmall[name] as number) + pullSmall;
      bySession[name] = (bySession[name] as number) + pullSession;
      byHard[name] = (byHard[name] as number) + pullHard;
    }
    start = end;
  }
}

function makeTable(examples: readonly Example[], wanted: ReadonlySet<string>): Table {
  const names = [...wanted];
  const index = new Map(names.map((name, at) => [name, at + 1]));
  const cells: number[] = [];
  const ends = new Int32Array(examples.length);
  for (const [row, {features}] of examples.entries()) {
    cells.push(0);
    for (const name of features) {
      const at = index.get(name);
      if (at !== undefined) cells.push(at);
    }
    ends[row] = cells.length;
  }
  const weights = weigh(examples);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    names,
    cells: Int32Array.from(cells),
    ends,
    shares: Float64Array.from(weights, (weight) => weight / total),
    labels: examples.map(({label}) => label),
  };
}

/** The share of the examples, by weight, that have a feature. */
function findMass({names, cells, ends, shares}: Table): Map<string, number> {
  const mass = new Float64Array(names.length + 1);
  let start = 0;
  for (const [row, end] of ends.entries()) {
    for (const name of cells.subarray(start, end))
      mass[name] = read(mass, name) + read(shares, row);
    start = end;
  }
  return new Map(names.map((name, at) => [name, read(mass, at + 1)]));
}

function weigh(examples: readonly Example[]): number[] {
  const counts = new Map<string, number>();
  const groupOf = ({person, label}: Example) => `${person} ${label}`;
  for (const example of examples) {
    counts.set(groupOf(example), (counts.get(groupOf(example)) ?? 0) + 1);
  }
  return examples.map((example) => {
    if (!example.isOwn) return 1;
    const weight = (folderWeights[example.source] ?? 0) * shares[example.label];
    return weight / (counts.get(groupOf(example)) as number);
  });
}

function column(columns: Columns, side: number): Float64Array {
  return columns[side] as Float64Array;
}

function read(numbers: Float64Array, at: number): number {
  return numbers[at] as number;
}
