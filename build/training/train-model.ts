import type {Chances} from '../../lib/core/routing/weigh-features.ts';
import type {Example, Label} from './read-examples.ts';

/** Logits against `large`, which is the zero of the scale. */
export interface Model {
  small: number;
  session: number;
  features: Map<string, {small: number; session: number}>;
}

/** What the panel holds of each: our own prompts are weighed so that they hold the same. */
const shares: Readonly<Record<Label, number>> = {small: 0.37, large: 0.35, session: 0.28};
/** What all of our own prompts together weigh; a prompt of the panel weighs 1. */
const ownWeight = 3000;
const penalty = 0.003;
/** A feature counts when so many of our own prompts, or so many persons of the panel, have it. */
const leastOwn = 8;
const leastPersons = 5;
const rounds = 150;
/** Features that are kept: each costs the bundle five bytes. */
const kept = 1500;

/** Multinomial logistic regression with an L2 penalty; deterministic. */
export function trainModel(examples: readonly Example[]): Model {
  const all = learn(examples, countFeatures(examples));
  const strength = (name: string) => {
    const {small, session} = all.features.get(name) as {small: number; session: number};
    return (
      Math.max(Math.abs(small), Math.abs(session), Math.abs(small - session)) *
      Math.sqrt(all.mass.get(name) as number)
    );
  };
  const best = [...all.features.keys()].sort((left, right) => strength(right) - strength(left));
  return learn(examples, new Set(best.slice(0, kept)));
}

/** The chances that a model gives. */
export function predict(model: Model, features: Iterable<string>): Chances {
  let {small, session} = model;
  for (const name of features) {
    const weight = model.features.get(name);
    small += weight?.small ?? 0;
    session += weight?.session ?? 0;
  }
  const odds = {small: Math.exp(small), large: 1, session: Math.exp(session)};
  const sum = odds.small + odds.large + odds.session;
  return {small: odds.small / sum, large: odds.large / sum, session: odds.session / sum};
}

function countFeatures(examples: readonly Example[]): Set<string> {
  const own = new Map<string, number>();
  const persons = new Map<string, Set<string>>();
  for (const {features, person} of examples) {
    for (const name of features) {
      if (person === 'own') own.set(name, (own.get(name) ?? 0) + 1);
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

type Pair = readonly [Float64Array, Float64Array];

/** Examples as numbers: the features of each row, its weight and its label. Feature 0 is always there. */
interface Table {
  names: readonly string[];
  rows: readonly Int32Array[];
  shares: readonly number[];
  labels: readonly Label[];
}

function learn(
  examples: readonly Example[],
  names: ReadonlySet<string>,
): Model & {mass: Map<string, number>} {
  const table = makeTable(examples, names);
  const size = table.names.length + 1;
  const makePair = (): Pair => [new Float64Array(size), new Float64Array(size)];
  const [weights, slopes, speeds, squares] = [makePair(), makePair(), makePair(), makePair()];
  for (let round = 1; round <= rounds; round++) {
    findSlopes(table, weights, slopes);
    // Adam: features differ a thousandfold in how often they occur.
    const rate = 0.08 * (1 - round / (rounds + 1));
    for (const side of [0, 1] as const) {
      for (let at = 0; at < size; at++) {
        const weight = read(weights[side], at);
        const slope = read(slopes[side], at) + (at === 0 ? 0 : penalty * weight);
        const speed = 0.9 * read(speeds[side], at) + 0.1 * slope;
        const square = 0.99 * read(squares[side], at) + 0.01 * slope * slope;
        speeds[side][at] = speed;
        squares[side][at] = square;
        const pace = Math.sqrt(square / (1 - 0.99 ** round)) + 1e-8;
        weights[side][at] = weight - (rate * speed) / (1 - 0.9 ** round) / pace;
      }
    }
  }
  const weightOf = (at: number) => ({small: read(weights[0], at), session: read(weights[1], at)});
  return {
    ...weightOf(0),
    features: new Map(table.names.map((name, at) => [name, weightOf(at + 1)])),
    mass: findMass(table),
  };
}

/** The slope of the mean loss, for the small and for the session side. */
function findSlopes({rows, shares, labels}: Table, weights: Pair, slopes: Pair): void {
  for (const slope of slopes) slope.fill(0);
  for (const [at, row] of rows.entries()) {
    let small = 0;
    let session = 0;
    for (const name of row) {
      small += read(weights[0], name);
      session += read(weights[1], name);
    }
    const odds = [Math.exp(small), Math.exp(session)] as const;
    const sum = 1 + odds[0] + odds[1];
    const share = shares[at] as number;
    const pullSmall = share * (odds[0] / sum - Number(labels[at] === 'small'));
    const pullSession = share * (odds[1] / sum - Number(labels[at] === 'session'));
    for (const name of row) {
      slopes[0][name] = read(slopes[0], name) + pullSmall;
      slopes[1][name] = read(slopes[1], name) + pullSession;
    }
  }
}

function makeTable(examples: readonly Example[], wanted: ReadonlySet<string>): Table {
  const names = [...wanted];
  const index = new Map(names.map((name, at) => [name, at + 1]));
  const weights = weigh(examples);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    names,
    rows: examples.map(({features}) =>
      Int32Array.from([0, ...features.map((name) => index.get(name) ?? 0).filter((at) => at > 0)]),
    ),
    shares: weights.map((weight) => weight / total),
    labels: examples.map(({label}) => label),
  };
}

/** The share of the examples, by weight, that have a feature. */
function findMass({names, rows, shares}: Table): Map<string, number> {
  const mass = new Float64Array(names.length + 1);
  for (const [at, row] of rows.entries()) {
    for (const name of row) mass[name] = read(mass, name) + (shares[at] as number);
  }
  return new Map(names.map((name, at) => [name, read(mass, at + 1)]));
}

function weigh(examples: readonly Example[]): number[] {
  const counts: Record<Label, number> = {small: 0, large: 0, session: 0};
  for (const {person, label} of examples) if (person === 'own') counts[label]++;
  return examples.map(({person, label}) =>
    person === 'own' ? (ownWeight * shares[label]) / counts[label] : 1,
  );
}

function read(numbers: Float64Array, at: number): number {
  return numbers[at] as number;
}
