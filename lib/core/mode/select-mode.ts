import type {Mode} from './mode.ts';
import type {Situation} from './situation.ts';

export interface ModeChoice {
  mode: Mode;
  because: string;
  /** Facts that were seen and that, by themselves, selected nothing. */
  noted: string[];
}

interface Row {
  when: (situation: Situation) => boolean;
  mode: Mode;
  because: (situation: Situation) => string;
}

/**
 * The mode of this moment: the first row that holds. Strongest wish first, then what the
 * situation itself says. Orchestration answers in the session's place, so it needs an explicit
 * signal: the clock never selects it, and in front of a person only TIERWISE_MODE does.
 */
export function selectMode(situation: Situation): ModeChoice {
  const row = rows.find(({when}) => when(situation)) as Row;
  return {
    mode: row.mode,
    because: row.because(situation),
    noted: [
      ...(situation.isNight ? ['night window'] : []),
      ...(situation.hasWorkflowFile ? ['workflow file at hand'] : []),
    ],
  };
}

const rows: readonly Row[] = [
  {when: wishes('environmentMode', 'off'), mode: 'off', because: () => 'TIERWISE_MODE=off'},
  {
    when: wishes('environmentMode', 'observe'),
    mode: 'observe',
    because: () => 'TIERWISE_MODE=observe',
  },
  {
    when: wishes('environmentMode', 'directive'),
    mode: 'directive',
    because: () => 'TIERWISE_MODE=directive',
  },
  {
    when: (situation) =>
      situation.environmentMode === 'orchestration' && mayBeMachineRead(situation),
    mode: 'directive',
    because: (situation) => `TIERWISE_MODE=orchestration, but ${describeReader(situation)}`,
  },
  {
    when: wishes('environmentMode', 'orchestration'),
    mode: 'orchestration',
    because: () => 'TIERWISE_MODE=orchestration',
  },
  {when: wishes('projectMode', 'off'), mode: 'off', because: () => 'the project turns it off'},
  {
    when: (situation) => situation.isConfigBroken,
    mode: 'observe',
    because: () => 'config.json cannot be read, so nothing is changed',
  },
  {when: wishes('userMode', 'off'), mode: 'off', because: () => 'config.json: mode off'},
  {
    when: wishes('projectMode', 'observe'),
    mode: 'observe',
    because: () => 'the project only observes',
  },
  {
    when: wishes('userMode', 'observe'),
    mode: 'observe',
    because: () => 'config.json: mode observe',
  },
  {
    when: wishes('userMode', 'directive'),
    mode: 'directive',
    because: () => 'config.json: mode directive',
  },
  {
    when: (situation) => situation.userMode === 'orchestration' && canHandOff(situation),
    mode: 'orchestration',
    because: () => 'config.json: mode orchestration',
  },
  {
    when: (situation) => situation.userMode === 'orchestration',
    mode: 'directive',
    because: (situation) => `config.json: mode orchestration, but ${obstacle(situation)}`,
  },
  {
    when: (situation) => isHosted(situation.entrypoint),
    mode: 'observe',
    because: ({entrypoint}) => `the host ${entrypoint} drives this session`,
  },
  {
    when: (situation) => situation.signals.length > 0 && canHandOff(situation),
    mode: 'orchestration',
    because: ({signals}) => signals.join(', '),
  },
  {
    when: (situation) => situation.signals.length > 0,
    mode: 'directive',
    because: (situation) => `${situation.signals.join(', ')}, but ${obstacle(situation)}`,
  },
  {
    when: (situation) => situation.isAttended,
    mode: 'directive',
    because: () => 'interactive session',
  },
  {when: () => true, mode: 'directive', because: () => 'non-interactive session'},
];

type WishField = 'environmentMode' | 'projectMode' | 'userMode';

function wishes(field: WishField, mode: Mode): Row['when'] {
  return (situation) => situation[field] === mode;
}

function canHandOff(situation: Situation): boolean {
  return !situation.isAttended && !mayBeMachineRead(situation);
}

function obstacle(situation: Situation): string {
  return situation.isAttended ? 'a person is in front of it' : describeReader(situation);
}

function mayBeMachineRead({isMachineRead}: Situation): boolean {
  return isMachineRead !== false;
}

function describeReader({isMachineRead}: Situation): string {
  return isMachineRead
    ? 'the client waits for JSON'
    : 'nobody can tell whether the client waits for JSON';
}

/** Terminals, editors and `claude -p` are ours to route; a program that drives the SDK is its owner's. */
function isHosted(entrypoint: string | undefined): boolean {
  const own = ['cli', 'sdk-cli', 'claude-vscode', 'claude-desktop'];
  return entrypoint !== undefined && entrypoint !== '' && !own.includes(entrypoint);
}
