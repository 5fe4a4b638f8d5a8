import {expect, test} from 'vitest';
import type {Script} from '../stub/script.ts';
import {cut} from '../stub/scripts/cut.ts';
import {echo} from '../stub/scripts/echo.ts';
import {fail} from '../stub/scripts/fail.ts';
import {callOnce} from './call-once.ts';
import {openModBed} from './open-mod-bed.ts';
import {openStream} from './open-stream.ts';
import {runTurn, smallPrompt} from './run-turn.ts';
import {tiersOf} from './tiers-of.ts';

/** The smaller model does not work, the session's own does. */
function onHaiku(broken: Script, otherwise: Script = echo): Script {
  return (request) => (request.model.includes('haiku') ? broken : otherwise)(request);
}

// The client's own retries come first, and it has ten of them; one is enough to see.
const env = {CLAUDE_CODE_MAX_RETRIES: '1'};

test.each([
  ['404', fail(404)],
  ['400', fail(400)],
  ['403', fail(403)],
  ['429', fail(429)],
  ['529', fail(529)],
  ['a cut stream', cut],
])('%s', async (_, broken) => {
  const bed = await openModBed();
  const turn = await runTurn(bed, smallPrompt, {script: onHaiku(broken), env});
  expect(turn.main[0]).toBe('haiku');
  expect(turn.main.filter((tier) => tier === 'opus')).toHaveLength(1);
  expect(turn.main.at(-1)).toBe('opus');
  expect(turn).toMatchObject({exitCode: 0, result: 'answered by claude-opus-5-5'});
});

test('after it the session moves nothing more to that tier', async () => {
  const bed = await openModBed({script: onHaiku(fail(403))});
  const stream = openStream(bed, {env});
  await stream.ask(smallPrompt);
  bed.stub.restart(echo);
  await stream.ask('run the linter');
  await stream.ask('list the open pull requests');
  expect(tiersOf(bed.stub.mainMessages())).toEqual(['opus', 'opus']);
  // Whoever asks for that tier all the same learns why not.
  const {result} = await stream.ask('/tier haiku');
  expect(result).toMatch(/request on haiku failed in this session.*\/tier auto/);
  await stream.end();
});

test('in the middle of a tool loop the rest of the turn runs on the base', async () => {
  const bed = await openModBed();
  let requests = 0;
  const bash = callOnce('Bash', {command: 'true'});
  const script: Script = (request) => {
    requests += 1;
    return requests === 1 ? bash(request) : onHaiku(fail(403))(request);
  };
  const turn = await runTurn(bed, smallPrompt, {script, env, args: ['--allowedTools', 'Bash']});
  expect(turn).toMatchObject({exitCode: 0, result: 'answered by claude-opus-5-5'});
  expect(turn.main).toEqual(['haiku', 'haiku', 'opus']);
});

test('a subagent that was moved goes on where its parent would have been', async () => {
  const bed = await openModBed();
  const spawn = callOnce('Agent', {
    description: 'd',
    prompt: 'p',
    subagent_type: 'general-purpose',
    run_in_background: false,
  });
  const script: Script = (request) => (request.isSubagent ? onHaiku(fail(403)) : spawn)(request);
  const turn = await runTurn(bed, smallPrompt, {script, env, args: ['--allowedTools', 'Agent']});
  expect(turn).toMatchObject({exitCode: 0, agents: ['haiku', 'opus']});
});
