// Plays months of generated days with several kinds of users, and compares the night policy with
// no night work, with a loop around the clock, and with one from 22:00 to 06:00.
//   npm run bench:quota -- --weeks 12 --users 2
//   npm run bench:quota -- --only right --users 10
import {parseArgs} from 'node:util';
import {type Outcome, type Policy, simulate, stepMinutes, type Telling} from './quota/simulate.ts';
import {makeDemand, type UserKind, userKinds} from './quota/users.ts';

const {values} = parseArgs({
  options: {
    weeks: {type: 'string', default: '12'},
    users: {type: 'string', default: '2'},
    only: {type: 'string'},
  },
});
const weeks = Number(values.weeks);
const users = Number(values.users);

/** A Sunday's end in Berlin; the change of clocks in spring is in. */
const startMs = Date.parse('2026-02-01T23:00:00Z');

const allRuns: [Policy, Telling][] = [
  ['none', 'right'],
  ['greedy', 'right'],
  ['fixed', 'right'],
  ['tierwise', 'right'],
  ['tierwise', 'missing'],
  ['tierwise', 'half'],
  ['tierwise', 'stuck'],
  ['tierwise', 'not-by-runs'],
];
/** `--only right`: no night work beside tierwise with right figures. */
const runs = allRuns.filter(
  ([policy, telling]) =>
    values.only === undefined ||
    policy === 'none' ||
    (policy === 'tierwise' && telling === values.only),
);

console.log(`${weeks} weeks, ${users} users of each kind; the queue is never empty.`);
console.log('used     share of the weeks, without the first two, in which habits are learned');
console.log('blocked  minutes in which the person was refused, of those in which they worked');
console.log('more     blocked minutes above those without night work, of those worked\n');
console.log('kind        policy    figures        used    blocked           more    jobs   cut');

/** By run, then by kind, then by user. */
const all = runs.map((): Outcome[][] => []);
for (const kind of userKinds) {
  const outcomes = runs.map(([policy, telling]) => play(kind, policy, telling));
  outcomes.forEach((outcome, at) => {
    all[at]?.push(outcome);
  });
  print(kind.name, outcomes.map(sum));
}
print(
  'all',
  all.map((outcomes) => sum(outcomes.flat())),
);
judge();

/** All users of a kind, one policy. */
function play(kind: UserKind, policy: Policy, telling: Telling): Outcome[] {
  const number = userKinds.indexOf(kind);
  const {from, to} = kind.window ?? {from: 22, to: 6};
  const window = {startMinute: from * 60, endMinute: to * 60};
  return Array.from({length: users}, (_, user) => {
    const seed = 1000 * number + user;
    const demand = makeDemand(kind, {weeks, stepMinutes, seed});
    // The week's reset falls on all days and hours.
    const firstWeekMs = (1 + ((user * 29 + number * 11) % 168)) * 3_600_000;
    return simulate({demand, policy, telling, startMs, firstWeekMs, window, seed});
  });
}

/** What has to hold, in both readings, and how far the seeds lie apart: one user of each kind is one. */
function judge(): void {
  const at = runs.findIndex(([policy, telling]) => policy === 'tierwise' && telling === 'right');
  const pairs = Array.from({length: users}, (_, user) => {
    const of = (run: number) => sum((all[run] ?? []).flatMap((kind) => kind[user] ?? []));
    return {without: of(0), with: of(at)};
  });
  const total: Pair = {
    without: sum(pairs.map((pair) => pair.without)),
    with: sum(pairs.map((pair) => pair.with)),
  };
  const readings: [string, (pair: Pair) => number, (value: number) => boolean][] = [
    ['used, above 80 %', (pair) => pair.with.utilisation, (value) => value > 0.8],
    ['more blocked, of the minutes worked, within 1 %', moreOfWorked, (value) => value <= 0.01],
    ['more blocked, of those without, within 1 %', moreOfBlocked, (value) => value <= 0.01],
  ];
  for (const [name, read, holds] of readings) {
    const seeds = pairs.map(read).sort((left, right) => left - right);
    const spread = `seeds ${share(seeds[0] ?? 0, 2)} to ${share(seeds.at(-1) ?? 0, 2)}`;
    const value = read(total);
    console.log(
      `${name.padEnd(48)}${share(value, 2).padStart(9)}  ${holds(value) ? 'held' : 'missed'}  (${spread})`,
    );
  }
}

interface Pair {
  without: Outcome;
  with: Outcome;
}

function moreOfWorked(pair: Pair): number {
  return (pair.with.blockedMinutes - pair.without.blockedMinutes) / pair.with.activeMinutes;
}

function moreOfBlocked(pair: Pair): number {
  return pair.with.blockedMinutes / pair.without.blockedMinutes - 1;
}

function sum(outcomes: readonly Outcome[]): Outcome {
  const add = (name: keyof Outcome) => outcomes.reduce((total, each) => total + each[name], 0);
  return {
    utilisation: add('utilisation') / outcomes.length,
    blockedMinutes: add('blockedMinutes'),
    activeMinutes: add('activeMinutes'),
    jobsDone: add('jobsDone'),
    jobsCut: add('jobsCut'),
  };
}

function print(name: string, outcomes: readonly Outcome[]): void {
  const none = outcomes[0]?.blockedMinutes ?? 0;
  runs.forEach(([policy, telling], at) => {
    const {utilisation, blockedMinutes, activeMinutes, jobsDone, jobsCut} = outcomes[at] as Outcome;
    const more = (blockedMinutes - none) / activeMinutes;
    console.log(
      name.padEnd(12) +
        policy.padEnd(10) +
        (policy === 'tierwise' ? telling : '').padEnd(12) +
        share(utilisation, 1).padStart(7) +
        String(blockedMinutes).padStart(8) +
        share(blockedMinutes / activeMinutes, 2).padStart(9) +
        (more > 0 ? '+' : '').concat(share(more, 2)).padStart(9) +
        String(jobsDone).padStart(8) +
        String(jobsCut).padStart(6),
    );
  });
  console.log('');
}

function share(value: number, digits: number): string {
  return `${(value * 100).toFixed(digits)} %`;
}
