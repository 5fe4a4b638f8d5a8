import {describe, expect, onTestFinished, test} from 'vitest';
import {casesOf, clientVersions} from '../harness/client-version.ts';
import {openBed} from '../harness/open-bed.ts';
import type {Script} from '../stub/script.ts';
import {callAgent} from '../stub/scripts/call-agent.ts';
import {cut} from '../stub/scripts/cut.ts';
import {fail} from '../stub/scripts/fail.ts';
import {forSubagents} from '../stub/scripts/for-subagents.ts';
import {hang} from '../stub/scripts/hang.ts';
import {ask, smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';

const delegate = callAgent({subagent_type: 'general-purpose', run_in_background: false});

const failures = [
  ['429', fail(429)],
  ['529', fail(529)],
  ['500', fail(500)],
  ['404', fail(404)],
  ['a cut stream', cut],
] as const;
const agentFailures = [
  ['a cut stream', cut],
  ['529', fail(529)],
] as const;

describe.each(clientVersions)('%s', (version) => {
  test.each(casesOf(version, failures))(
    '%s ends a routed turn as any other',
    async (_name, script) => {
      const {plain, routed} = await askBoth({script});

      expect(routed.directive).toBe('tierwise-haiku');
      expect(plain.exitCode).toBe(1);
      expect(outcome(routed)).toEqual(outcome(plain));
    },
  );

  test('a server that hangs is waited for in a routed turn as in any other', async () => {
    const {plain, routed} = await askBoth({script: hang, timeoutMs: 12_000});

    expect(routed).toMatchObject({directive: 'tierwise-haiku', timedOut: true});
    expect(outcome(routed)).toEqual(outcome(plain));
  });

  test.each(casesOf(version, agentFailures))(
    "%s of the agent's request ends the turn as any other",
    async (_name, failure) => {
      const {plain, routed} = await askBoth({script: forSubagents(failure, delegate)});

      expect(plain.agents).toContain('opus');
      expect(routed.agents).toContain('haiku');
      expect(outcome(routed)).toEqual(outcome(plain));
    },
  );

  /** The same prompt to a client with tierwise and to one without; one retry instead of ten. */
  async function askBoth(options: {script: Script; timeoutMs?: number}) {
    const bed = await openBed({version});
    onTestFinished(bed.close);
    const routedBed = await openRoutedBed(version);
    const args = ['--output-format', 'json'];
    const given = {...options, args, env: {CLAUDE_CODE_MAX_RETRIES: '1'}};
    const [plain, routed] = await Promise.all([
      ask(bed, smallPrompt, given),
      ask(routedBed, smallPrompt, given),
    ]);
    return {plain, routed};
  }
});

function outcome({exitCode, timedOut, json, main, agents}: Awaited<ReturnType<typeof ask>>) {
  const {subtype, is_error, api_error_status, result, num_turns} = json ?? {};
  // Some messages name the address, and each bed has its own port.
  const text = typeof result === 'string' ? result.replace(/127\.0\.0\.1:\d+/, 'the stub') : result;
  return {
    ...{exitCode, timedOut, subtype, is_error, api_error_status, text, num_turns},
    requests: {main: main.length, agents: agents.length},
  };
}
