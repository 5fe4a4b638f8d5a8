import {describe, expect, test} from 'vitest';
import {hookedVersions} from '../harness/client-version.ts';
import {fail} from '../stub/scripts/fail.ts';
import {forSubagents} from '../stub/scripts/for-subagents.ts';
import {obeyDirective} from '../stub/scripts/obey-directive.ts';
import {say} from '../stub/scripts/say.ts';
import {ask, smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';
import {openTerminal} from './open-terminal.ts';
import {runInstalled} from './run-installed.ts';

const next = {args: ['--continue']};
const otherWork = 'fix the typo in the README';

describe.each(hookedVersions)('%s', (version) => {
  test('"no, wrong" ends the moves of the session, and the report counts it', async () => {
    const bed = await openRoutedBed(version);
    const first = await ask(bed, smallPrompt);
    expect(first).toMatchObject({directive: 'tierwise-haiku', agents: ['haiku']});
    const corrected = await ask(bed, 'no, wrong', next);
    expect(corrected).toMatchObject({directive: undefined, main: ['opus'], agents: []});
    expect(corrected.evidence[0]).toMatchObject({
      event: 'correction',
      by: 'wrong',
      prompt: first.evidence[0]?.prompt,
    });
    expect(await ask(bed, smallPrompt, next)).toMatchObject({main: ['opus'], agents: []});

    const report = JSON.parse(await runInstalled(bed.sandbox, ['report', '--quality', '--json']));
    expect(report).toMatchObject({
      moved: {decisions: 1, moved: 1, answered: 1, corrected: 1},
      stayed: {decisions: 2, answered: 1, corrected: 0},
      byTier: [{surface: 'hooks', tier: 'haiku'}, {tier: 'stay'}],
      byKind: [{kind: 'run', corrected: 1}, {}, {}],
      corrections: {wrong: 1},
    });
    const id = String(first.evidence[0]?.prompt);
    expect(await runInstalled(bed.sandbox, ['why', id])).toMatch(/^corrected +by what came next/m);
    expect(await runInstalled(bed.sandbox, ['why', 'last'])).toContain('taken back in this');

    await ask(bed, '/tier auto', next);
    expect(await ask(bed, smallPrompt, next)).toMatchObject({agents: ['haiku']});
  });

  test('"still broken" keeps this kind of work from that tier, and no other', async () => {
    const bed = await openRoutedBed(version);
    expect(await ask(bed, smallPrompt)).toMatchObject({agents: ['haiku']});
    expect(await ask(bed, 'it still fails', next)).toMatchObject({agents: []});
    expect(await ask(bed, smallPrompt, next)).toMatchObject({main: ['opus'], agents: []});
    expect(await ask(bed, otherWork, next)).toMatchObject({agents: ['haiku']});
  });

  test('so does a hand-back', async () => {
    const bed = await openRoutedBed(version);
    const handBack = () => say('needs a larger tier: the cause is not plain.\nFound: nothing.');
    const script = forSubagents(handBack, obeyDirective);
    expect(await ask(bed, smallPrompt, {script})).toMatchObject({agents: ['haiku']});
    expect(await ask(bed, smallPrompt, next)).toMatchObject({main: ['opus'], agents: []});
    expect(await ask(bed, otherWork, next)).toMatchObject({agents: ['haiku']});
  });

  test('a tier whose requests fail gets no more work in the session', async () => {
    const bed = await openRoutedBed(version);
    const script = forSubagents(fail(404), obeyDirective);
    const failed = await ask(bed, smallPrompt, {script});
    expect(failed).toMatchObject({exitCode: 0, agents: expect.arrayContaining(['haiku'])});
    const after = await ask(bed, otherWork, next);
    expect(after).toMatchObject({directive: undefined, agents: []});
    expect(after.evidence[0]?.reasons).toContainEqual(
      expect.stringContaining('a request on haiku failed'),
    );
  });

  test('a larger /model right after a turn corrects it, a smaller one does not', async () => {
    const bed = await openRoutedBed(version);
    const terminal = await openTerminal(bed);
    const choose = async (model: string) => {
      await terminal.submit(`/model ${model.toLowerCase()}`);
      await terminal.waitFor(`Yes, switch to ${model}`);
      await terminal.press('Enter');
      await terminal.waitFor(`Set model to ${model}`);
    };
    await terminal.ask(smallPrompt);
    await choose('Sonnet');
    const smaller = await terminal.ask(smallPrompt);
    expect(smaller).toMatchObject({directive: 'tierwise-haiku', main: ['sonnet']});
    expect(smaller.evidence.map(({event}) => event)).not.toContain('correction');
    await choose('Opus');
    const larger = await terminal.ask(smallPrompt);
    expect(larger).toMatchObject({directive: undefined, main: ['opus']});
    expect(larger.evidence[0]).toMatchObject({event: 'correction', by: 'larger-model'});
  });
});
