import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Mode, modes} from '../../../lib/core/mode/mode.ts';
import {selectMode} from '../../../lib/core/mode/select-mode.ts';
import type {Situation} from '../../../lib/core/mode/situation.ts';

/** A person at a terminal, and nothing else that counts. */
const terminal: Situation = {
  entrypoint: 'cli',
  isAttended: true,
  signals: [],
  isMachineRead: false,
  environmentMode: undefined,
  projectMode: undefined,
  userMode: undefined,
  isConfigBroken: false,
  isNight: false,
  hasWorkflowFile: false,
};

/** `claude -p` of a script. */
const print: Situation = {...terminal, entrypoint: 'sdk-cli', isAttended: false};

/** A program that drives the SDK. */
const host: Situation = {...print, entrypoint: 'sdk-ts'};

type Labelled = [name: string, situation: Situation, mode: Mode, because: RegExp];

const situations: Labelled[] = [
  // Where a session runs.
  ['terminal, 2.1.330', terminal, 'directive', /^interactive/],
  [
    'terminal, 2.1.197: no attended flag, entrypoint cli',
    {...terminal},
    'directive',
    /^interactive/,
  ],
  ['terminal left alone', {...terminal, isAttended: false}, 'directive', /non-interactive/],
  ['claude -p', print, 'directive', /non-interactive/],
  ['claude -p on 2.1.330 with a person', {...print, isAttended: true}, 'directive', /^interactive/],
  ['host: TypeScript SDK', host, 'observe', /host sdk-ts/],
  ['host: Python SDK', {...host, entrypoint: 'sdk-py'}, 'observe', /host sdk-py/],
  [
    'host: a CI action',
    {...host, entrypoint: 'claude-code-github-action'},
    'observe',
    /host claude/,
  ],
  ['host: MCP', {...host, entrypoint: 'mcp'}, 'observe', /host mcp/],
  ['host with a person', {...host, isAttended: true}, 'observe', /host sdk-ts/],
  ['editor: VS Code', {...terminal, entrypoint: 'claude-vscode'}, 'directive', /^interactive/],
  ['editor: desktop', {...terminal, entrypoint: 'claude-desktop'}, 'directive', /^interactive/],
  ['an entrypoint of tomorrow', {...terminal, entrypoint: 'sdk-next'}, 'observe', /host sdk-next/],
  ['no entrypoint, attended', {...terminal, entrypoint: undefined}, 'directive', /^interactive/],
  ['no entrypoint, alone', {...print, entrypoint: undefined}, 'directive', /non-interactive/],
  ['empty entrypoint', {...print, entrypoint: ''}, 'directive', /non-interactive/],

  // Explicit signals.
  ['CLAUDE_BATCH_MODE alone', signal('CLAUDE_BATCH_MODE'), 'orchestration', /^CLAUDE_BATCH_MODE$/],
  ['CLAUDE_OVERNIGHT alone', signal('CLAUDE_OVERNIGHT'), 'orchestration', /^CLAUDE_OVERNIGHT$/],
  ['BATCH_MODE alone', signal('BATCH_MODE'), 'orchestration', /^BATCH_MODE$/],
  ['API_REQUEST alone', signal('API_REQUEST'), 'orchestration', /^API_REQUEST$/],
  ['CLAUDE_BATCH_MODE, attended', signal('CLAUDE_BATCH_MODE', terminal), 'directive', /person/],
  ['CLAUDE_OVERNIGHT, attended', signal('CLAUDE_OVERNIGHT', terminal), 'directive', /person/],
  ['BATCH_MODE, attended', signal('BATCH_MODE', terminal), 'directive', /person/],
  ['API_REQUEST, attended', signal('API_REQUEST', terminal), 'directive', /person/],
  [
    'two signals',
    {...print, signals: ['CLAUDE_BATCH_MODE', 'API_REQUEST']},
    'orchestration',
    /CLAUDE_BATCH_MODE, API_REQUEST/,
  ],
  [
    'signal in an editor',
    signal('BATCH_MODE', {...terminal, entrypoint: 'claude-vscode'}),
    'directive',
    /person/,
  ],
  ['signal under a host', signal('API_REQUEST', host), 'observe', /host/],
  [
    'signal in an unattended terminal',
    signal('BATCH_MODE', {...terminal, isAttended: false}),
    'orchestration',
    /BATCH/,
  ],

  // Output that a machine reads.
  ['--json-schema', {...print, isMachineRead: true}, 'directive', /non-interactive/],
  [
    '--json-schema with a signal',
    {...signal('BATCH_MODE'), isMachineRead: true},
    'directive',
    /JSON/,
  ],
  [
    'nobody can tell, with a signal',
    {...signal('BATCH_MODE'), isMachineRead: undefined},
    'directive',
    /^BATCH_MODE, but nobody can tell whether the client waits for JSON$/,
  ],
  [
    'nobody can tell, and TIERWISE_MODE=orchestration',
    {...print, isMachineRead: undefined, environmentMode: 'orchestration'},
    'directive',
    /^TIERWISE_MODE=orchestration, but nobody can tell/,
  ],
  ['nobody can tell, without a signal', {...print, isMachineRead: undefined}, 'directive', /^non/],
  ['stream-json host', {...host, isMachineRead: true}, 'observe', /host/],
  [
    'JSON and a user who prefers orchestration',
    {...print, isMachineRead: true, userMode: 'orchestration'},
    'directive',
    /JSON/,
  ],
  [
    'JSON beats TIERWISE_MODE=orchestration',
    {...print, isMachineRead: true, environmentMode: 'orchestration'},
    'directive',
    /TIERWISE_MODE=orchestration, but .*JSON/,
  ],

  // The clock and a workflow file inform, they do not select.
  ['night at the terminal', {...terminal, isNight: true}, 'directive', /^interactive/],
  ['night, claude -p', {...print, isNight: true}, 'directive', /non-interactive/],
  [
    'workflow file at the terminal',
    {...terminal, hasWorkflowFile: true},
    'directive',
    /^interactive/,
  ],
  ['workflow file, claude -p', {...print, hasWorkflowFile: true}, 'directive', /non-interactive/],
  [
    'night and workflow file',
    {...print, isNight: true, hasWorkflowFile: true},
    'directive',
    /non-/,
  ],
  [
    'night with a signal: the signal',
    {...signal('CLAUDE_OVERNIGHT'), isNight: true},
    'orchestration',
    /OVERNIGHT/,
  ],

  // config.json of the user.
  ['user: off', {...terminal, userMode: 'off'}, 'off', /config\.json: mode off/],
  ['user: observe', {...terminal, userMode: 'observe'}, 'observe', /config\.json: mode observe/],
  [
    'user: directive',
    {...terminal, userMode: 'directive'},
    'directive',
    /config\.json: mode directive/,
  ],
  [
    'user: orchestration, alone',
    {...print, userMode: 'orchestration'},
    'orchestration',
    /config\.json/,
  ],
  [
    'user: orchestration, attended',
    {...terminal, userMode: 'orchestration'},
    'directive',
    /person/,
  ],
  [
    'user: orchestration under a host',
    {...host, userMode: 'orchestration'},
    'orchestration',
    /config/,
  ],
  [
    'user: directive calms a signal',
    {...signal('BATCH_MODE'), userMode: 'directive'},
    'directive',
    /config/,
  ],
  [
    'user: observe calms a signal',
    {...signal('BATCH_MODE'), userMode: 'observe'},
    'observe',
    /config/,
  ],
  ['user: off under a host', {...host, userMode: 'off'}, 'off', /config/],

  // The project's file can make it less.
  ['project: off', {...terminal, projectMode: 'off'}, 'off', /project turns it off/],
  ['project: observe', {...terminal, projectMode: 'observe'}, 'observe', /project only observes/],
  ['project: off, user: directive', both('off', 'directive'), 'off', /project/],
  ['project: off, user: orchestration', both('off', 'orchestration'), 'off', /project/],
  ['project: off, user: observe', both('off', 'observe'), 'off', /project/],
  ['project: off, user: off', both('off', 'off'), 'off', /project/],
  ['project: observe, user: off', both('observe', 'off'), 'off', /config\.json/],
  ['project: observe, user: observe', both('observe', 'observe'), 'observe', /project/],
  ['project: observe, user: directive', both('observe', 'directive'), 'observe', /project/],
  ['project: observe, user: orchestration', both('observe', 'orchestration'), 'observe', /project/],
  [
    'project: off against a signal',
    {...signal('BATCH_MODE'), projectMode: 'off'},
    'off',
    /project/,
  ],
  [
    'project: observe against a signal',
    {...signal('BATCH_MODE'), projectMode: 'observe'},
    'observe',
    /project/,
  ],

  // A config.json that cannot be read.
  [
    'broken config at the terminal',
    {...terminal, isConfigBroken: true},
    'observe',
    /cannot be read/,
  ],
  [
    'broken config with a signal',
    {...signal('BATCH_MODE'), isConfigBroken: true},
    'observe',
    /cannot be read/,
  ],
  [
    'broken config, project off',
    {...terminal, isConfigBroken: true, projectMode: 'off'},
    'off',
    /project/,
  ],
  [
    'broken config, TIERWISE_MODE=directive',
    {...terminal, isConfigBroken: true, environmentMode: 'directive'},
    'directive',
    /TIERWISE_MODE/,
  ],

  // TIERWISE_MODE against everything else.
  ['TIERWISE_MODE=off at the terminal', asked('off'), 'off', /^TIERWISE_MODE=off$/],
  [
    'TIERWISE_MODE=off against a signal',
    asked('off', signal('BATCH_MODE')),
    'off',
    /TIERWISE_MODE/,
  ],
  [
    'TIERWISE_MODE=off against config',
    asked('off', {...terminal, userMode: 'directive'}),
    'off',
    /TIERWISE/,
  ],
  ['TIERWISE_MODE=observe at the terminal', asked('observe'), 'observe', /^TIERWISE_MODE=observe$/],
  [
    'TIERWISE_MODE=observe against a signal',
    asked('observe', signal('BATCH_MODE')),
    'observe',
    /TIERWISE/,
  ],
  [
    'TIERWISE_MODE=observe against config off',
    asked('observe', {...terminal, userMode: 'off'}),
    'observe',
    /TIERWISE/,
  ],
  ['TIERWISE_MODE=directive under a host', asked('directive', host), 'directive', /TIERWISE/],
  [
    'TIERWISE_MODE=directive against a signal',
    asked('directive', signal('API_REQUEST')),
    'directive',
    /TIERWISE/,
  ],
  [
    'TIERWISE_MODE=directive, project off',
    asked('directive', both('off', 'off')),
    'directive',
    /TIERWISE/,
  ],
  [
    'TIERWISE_MODE=orchestration at the terminal',
    asked('orchestration'),
    'orchestration',
    /TIERWISE/,
  ],
  [
    'TIERWISE_MODE=orchestration, claude -p',
    asked('orchestration', print),
    'orchestration',
    /TIERWISE/,
  ],
  [
    'TIERWISE_MODE=orchestration under a host',
    asked('orchestration', host),
    'orchestration',
    /TIERWISE/,
  ],
  [
    'TIERWISE_MODE=orchestration, project observe',
    asked('orchestration', both('observe', 'observe')),
    'orchestration',
    /TIERWISE/,
  ],
];

describe('the table of situations', () => {
  it('holds at least sixty, each under its own name', () => {
    expect(new Set(situations.map(([name]) => name)).size).toBe(situations.length);
    expect(situations.length).toBeGreaterThanOrEqual(60);
  });

  it.each(situations)('%s', (_name, situation, mode, because) => {
    const choice = selectMode(situation);
    expect(choice.mode).toBe(mode);
    expect(choice.because).toMatch(because);
  });
});

describe('one session, before and after one fact changes', () => {
  const changes: [
    name: string,
    before: Situation,
    change: Partial<Situation>,
    modes: [Mode, Mode],
  ][] = [
    ['night falls', terminal, {isNight: true}, ['directive', 'directive']],
    ['a workflow file appears', print, {hasWorkflowFile: true}, ['directive', 'directive']],
    [
      'the person leaves',
      signal('BATCH_MODE', terminal),
      {isAttended: false},
      ['directive', 'orchestration'],
    ],
    ['a person comes', signal('BATCH_MODE'), {isAttended: true}, ['orchestration', 'directive']],
    ['the batch ends', signal('BATCH_MODE'), {signals: []}, ['orchestration', 'directive']],
    ['config.json breaks', terminal, {isConfigBroken: true}, ['directive', 'observe']],
    [
      'config.json is mended',
      {...terminal, isConfigBroken: true},
      {isConfigBroken: false},
      ['observe', 'directive'],
    ],
    ['the user turns it off', terminal, {userMode: 'off'}, ['directive', 'off']],
    [
      'the project is left',
      {...terminal, projectMode: 'off'},
      {projectMode: undefined},
      ['off', 'directive'],
    ],
  ];

  it.each(changes)('%s', (_name, before, change, [from, to]) => {
    expect(selectMode(before).mode).toBe(from);
    expect(selectMode({...before, ...change}).mode).toBe(to);
  });
});

describe('laws', () => {
  it('the night and a workflow file never change the choice; they are noted', () => {
    fc.assert(
      fc.property(anySituation(), (situation) => {
        const plain = selectMode({...situation, isNight: false, hasWorkflowFile: false});
        const noted = selectMode({...situation, isNight: true, hasWorkflowFile: true});
        expect([noted.mode, noted.because]).toEqual([plain.mode, plain.because]);
        expect(plain.noted).toEqual([]);
        expect(noted.noted).toEqual(['night window', 'workflow file at hand']);
      }),
    );
  });

  it('an attended session is never orchestration without TIERWISE_MODE', () => {
    fc.assert(
      fc.property(anySituation(), (situation) => {
        const attended = {...situation, isAttended: true, environmentMode: undefined};
        expect(selectMode(attended).mode).not.toBe('orchestration');
      }),
    );
  });

  it('a session that a machine reads, or may read, is never orchestration', () => {
    fc.assert(
      fc.property(anySituation(), fc.constantFrom(true, undefined), (situation, isMachineRead) => {
        expect(selectMode({...situation, isMachineRead}).mode).not.toBe('orchestration');
      }),
    );
  });

  it('orchestration always has an explicit signal', () => {
    fc.assert(
      fc.property(anySituation(), (situation) => {
        const quiet: Situation = {
          ...situation,
          signals: [],
          environmentMode: undefined,
          userMode: undefined,
        };
        expect(selectMode(quiet).mode).not.toBe('orchestration');
      }),
    );
  });

  it('what a project says only ever makes it less', () => {
    fc.assert(
      fc.property(anySituation(), (situation) => {
        const without = selectMode({...situation, projectMode: undefined}).mode;
        expect(rank(selectMode(situation).mode)).toBeLessThanOrEqual(rank(without));
      }),
    );
  });

  it('a broken config never does more than observe, unless TIERWISE_MODE says so', () => {
    fc.assert(
      fc.property(anySituation(), (situation) => {
        const broken = {...situation, isConfigBroken: true, environmentMode: undefined};
        expect(['off', 'observe']).toContain(selectMode(broken).mode);
      }),
    );
  });

  it('TIERWISE_MODE beats everything but a machine that reads', () => {
    fc.assert(
      fc.property(anySituation(), fc.constantFrom(...modes), (situation, environmentMode) => {
        const choice = selectMode({...situation, environmentMode, isMachineRead: false});
        expect(choice).toMatchObject({
          mode: environmentMode,
          because: `TIERWISE_MODE=${environmentMode}`,
        });
      }),
    );
  });

  it('every choice has a reason', () => {
    fc.assert(
      fc.property(anySituation(), (situation) => {
        expect(selectMode(situation).because).not.toBe('');
      }),
    );
  });
});

function signal(name: string, situation: Situation = print): Situation {
  return {...situation, signals: [name]};
}

function both(projectMode: 'off' | 'observe', userMode: Mode): Situation {
  return {...print, projectMode, userMode};
}

function asked(environmentMode: Mode, situation: Situation = terminal): Situation {
  return {...situation, environmentMode};
}

function rank(mode: Mode): number {
  return modes.indexOf(mode);
}

function anySituation(): fc.Arbitrary<Situation> {
  return fc.record({
    entrypoint: fc.constantFrom(undefined, '', 'cli', 'sdk-cli', 'sdk-ts', 'claude-vscode', 'x'),
    isAttended: fc.boolean(),
    signals: fc.subarray(['CLAUDE_BATCH_MODE', 'CLAUDE_OVERNIGHT', 'BATCH_MODE', 'API_REQUEST']),
    isMachineRead: fc.constantFrom(true, false, undefined),
    environmentMode: fc.constantFrom(undefined, undefined, ...modes),
    projectMode: fc.constantFrom(undefined, 'off', 'observe'),
    userMode: fc.constantFrom(undefined, ...modes),
    isConfigBroken: fc.boolean(),
    isNight: fc.boolean(),
    hasWorkflowFile: fc.boolean(),
  });
}
