// Plays months of generated days with several kinds of users, and compares the night policy with
// no night work, with a loop around the clock, and with one from 22:00 to 06:00.
//   npm run bench:quota -- --weeks 12 --users 2
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

/** Sundays, 22:00 UTC and on: the week's reset falls on all days and hours, and both changes of clocks are in. */
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

const all = runs.map((): Outcome[] => []);
for (const kind of userKinds) {
  const outcomes = runs.map(([policy, telling]) => play(kind, policy, telling));
  outcomes.forEach((outcome, at) => {
    all[at]?.push(outcome);
  });
  print(kind.name, outcomes);
}
print('all', all.map(sum));

/** All users of a kind, one policy. */
function play(kind: UserKind, policy: Policy, telling: Telling): Outcome {
  const outcomes = Array.from({length: users}, (_, user) => {
    const seed = 1000 * userKinds.indexOf(kind) + user;
    const demand = makeDemand(kind, {weeks, stepMinutes, seed});
    // The reset falls on another day and hour for each.
    const offsetMs = user * 29 * 3_600_000;
    return simulate({demand, policy, telling, startMs: startMs + offsetMs, seed});
  });
  return sum(outcomes);
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
