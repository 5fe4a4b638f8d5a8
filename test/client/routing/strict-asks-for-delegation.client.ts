import {describe, expect, test} from 'vitest';
import {hookedVersions} from '../harness/client-version.ts';
import {lastTurn} from '../stub/last-turn.ts';
import {callAgent} from '../stub/scripts/call-agent.ts';
import {echo} from '../stub/scripts/echo.ts';
import {forSubagents} from '../stub/scripts/for-subagents.ts';
import {ignoreDirective} from '../stub/scripts/ignore-directive.ts';
import {sequence} from '../stub/scripts/sequence.ts';
import {toolsFirst} from '../stub/scripts/tools-first.ts';
import {useTool} from '../stub/scripts/use-tool.ts';
import {ask, smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';
import type {Turn} from './read-turn.ts';

const env = {TIERWISE_ENFORCE: 'strict'};
const input = {command: 'echo it-ran', description: 'Say it'};
const bash = () => useTool('Bash', input);
const stubborn = toolsFirst({tool: 'Bash', input, tries: 50, afterwards: ignoreDirective});

describe.each(hookedVersions)('%s', (version) => {
  test('tools are denied until the turn has delegated, and then pass', async () => {
    const bed = await openRoutedBed(version);
    const script = forSubagents(echo, sequence(bash, callAgent({}), bash, echo));

    const turn = await ask(bed, smallPrompt, {script, env});

    expect(turn).toMatchObject({
      exitCode: 0,
      main: ['opus', 'opus', 'opus', 'opus'],
      agents: ['haiku'],
    });
    expect(verdicts(turn)).toEqual(['denied Bash', 'rewritten Agent']);
    expect(turn.requests[1]?.text).toContain('Call Agent with subagent_type "tierwise-haiku"');
    expect(bashResults(turn)).toEqual(['denied', 'ran']);
  });

  test('a model that never delegates is denied twice and then works', async () => {
    const bed = await openRoutedBed(version);

    const turn = await ask(bed, smallPrompt, {script: stubborn, env});

    expect(turn).toMatchObject({exitCode: 0, agents: []});
    expect(turn.main).toHaveLength(4);
    expect(verdicts(turn)).toEqual(['denied Bash', 'denied Bash', 'gate-opened Bash']);
    expect(bashResults(turn)).toEqual(['denied', 'denied', 'ran']);
  });

  test('without an Agent tool the gate costs two requests and the turn ends', async () => {
    const bed = await openRoutedBed(version);

    const turn = await ask(bed, smallPrompt, {
      script: stubborn,
      env,
      args: ['--disallowedTools', 'Agent'],
    });

    expect(turn).toMatchObject({exitCode: 0, agents: []});
    expect(turn.main).toHaveLength(4);
    expect(bashResults(turn)).toEqual(['denied', 'denied', 'ran']);
  });

  test('a turn that stays is not gated', async () => {
    const bed = await openRoutedBed(version);

    const turn = await ask(bed, 'drop the users table in production', {script: stubborn, env});

    expect(turn).toMatchObject({exitCode: 0, directive: undefined, main: ['opus', 'opus']});
    expect(bashResults(turn)).toEqual(['ran']);
  });
});

function verdicts({evidence}: Turn): string[] {
  const judged = evidence.filter(({event}) => event === 'tool-call');
  return judged.map(({verdict, tool}) => `${verdict} ${tool}`);
}

/** What the model was told of its Bash calls, as its last request repeats it. */
function bashResults({requests}: Turn): string[] {
  const last = requests.findLast(({isSubagent}) => !isSubagent);
  const blocks = last === undefined ? [] : lastTurn(last).blocks;
  return blocks
    .filter(({type}) => type === 'tool_result')
    .flatMap(({is_error, content}) => {
      if (is_error === true) return ['denied'];
      return JSON.stringify(content).includes('it-ran') ? ['ran'] : [];
    });
}
