import {describe, expect, test} from 'vitest';
import {hookedVersions} from '../harness/client-version.ts';
import {runPrint} from '../harness/run-print.ts';
import {echo} from '../stub/scripts/echo.ts';
import {forSubagents} from '../stub/scripts/for-subagents.ts';
import {obeyDirective} from '../stub/scripts/obey-directive.ts';
import {sequence} from '../stub/scripts/sequence.ts';
import {useTool} from '../stub/scripts/use-tool.ts';
import {ask, smallPrompt} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';
import {readTurn} from './read-turn.ts';

const schema = {type: 'object', properties: {failures: {type: 'number'}}, required: ['failures']};
const withSchema = ['--output-format', 'json', '--json-schema', JSON.stringify(schema)];
const answer = () => useTool('StructuredOutput', {failures: 3});

describe.each(hookedVersions)('%s', (version) => {
  test('--json-schema gets its object from a routed turn', async () => {
    const bed = await openRoutedBed(version);
    const script = forSubagents(echo, sequence(obeyDirective, answer, echo));

    const turn = await ask(bed, smallPrompt, {script, args: withSchema});

    expect(turn).toMatchObject({exitCode: 0, directive: 'tierwise-haiku', agents: ['haiku']});
    expect(turn.json).toMatchObject({is_error: false, structured_output: {failures: 3}});
  });

  test('--json-schema gets its object through the strict gate', async () => {
    const bed = await openRoutedBed(version);
    const env = {TIERWISE_ENFORCE: 'strict'};

    const turn = await ask(bed, smallPrompt, {
      script: sequence(answer, echo),
      args: withSchema,
      env,
    });

    expect(turn).toMatchObject({exitCode: 0, main: ['opus']});
    expect(turn.json).toMatchObject({is_error: false, structured_output: {failures: 3}});
  });

  test('a prompt that comes as stream-json is routed and answered', async () => {
    const bed = await openRoutedBed(version);
    bed.stub.restart(obeyDirective);
    const message = {type: 'user', message: {role: 'user', content: smallPrompt}};

    const run = await runPrint(bed.sandbox, {
      args: [
        ...['--model', 'opus', '--verbose'],
        ...['--input-format', 'stream-json', '--output-format', 'stream-json'],
      ],
      stdin: `${JSON.stringify(message)}\n`,
    });

    expect(run.exitCode).toBe(0);
    const lines = run.stdout.trim().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({type: 'result', is_error: false});
    const turn = await readTurn(bed, 0);
    expect(turn).toMatchObject({directive: 'tierwise-haiku', agents: ['haiku']});
  });
});
