import {expect, test} from 'vitest';
import {isEvidenceEvent} from '../../../lib/core/metrics/is-evidence-event.ts';
import {installTierwise} from '../harness/install-tierwise.ts';
import {readEvidence} from '../harness/read-evidence.ts';
import {findDirective} from '../stub/find-directive.ts';
import {echo} from '../stub/scripts/echo.ts';
import {openModBed} from './open-mod-bed.ts';
import {riskyPrompt, runTurn, smallPrompt} from './run-turn.ts';

test('with both installed the module routes, and the model reads no directive', async () => {
  const bed = await openModBed({script: echo});
  await installTierwise(bed.sandbox);
  const moved = await runTurn(bed, smallPrompt);
  expect(moved).toMatchObject({exitCode: 0, main: ['haiku']});
  expect(bed.stub.messages().map(findDirective)).toEqual([undefined]);
  const resume = {args: ['--resume', moved.session], model: null};
  expect(await runTurn(bed, riskyPrompt, resume)).toMatchObject({main: ['opus']});
  expect(await runTurn(bed, '/tier sonnet', resume)).toMatchObject({exitCode: 0, main: []});

  const evidence = await readEvidence(bed.sandbox);
  expect(evidence.filter((line) => !isEvidenceEvent(line))).toEqual([]);
  const decisions = evidence.filter(({event}) => event === 'decision');
  expect(decisions.map(({surface, tier, base}) => ({surface, tier, base}))).toEqual([
    {surface: 'mod', tier: 'haiku', base: 'opus'},
    {surface: 'mod', tier: 'stay', base: 'opus'},
  ]);
  expect(JSON.stringify(evidence)).not.toContain('failures');
});
