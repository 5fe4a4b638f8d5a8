import {chmodSync, existsSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {orchestratedVersions} from '../harness/client-version.ts';
import {projectRoot} from '../harness/project-root.ts';
import {runPrint} from '../harness/run-print.ts';
import {openNightBed} from '../night/open-night-bed.ts';
import {lastTurn} from '../stub/last-turn.ts';
import type {Script} from '../stub/script.ts';
import {say} from '../stub/scripts/say.ts';
import {useTool} from '../stub/scripts/use-tool.ts';

/** A model that runs the one command that the text of ours asks for, and shows what it printed. */
function obey(command: string): Script {
  return (request) => {
    const result = lastTurn(request).blocks.find(({type}) => type === 'tool_result');
    return result === undefined
      ? useTool('Bash', {command, description: 'ask tierwise'})
      : say(`shown: ${JSON.stringify(result.content)}`);
  };
}

/** The built plugin beside the project, and `tierwise` on the PATH as a person has it. */
async function openCommandBed(version: '2.1.197' | '2.1.330') {
  const bed = await openNightBed(version);
  const program = path.join(bed.sandbox.root, 'bin', 'tierwise');
  const cli = path.join(projectRoot, 'dist', 'tierwise.cjs');
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`);
  chmodSync(program, 0o755);
  const plugin = path.join(projectRoot, 'dist', 'plugin');
  const type = async (text: string, command: string) => {
    bed.stub.restart(obey(command));
    const run = await runPrint(bed.sandbox, {prompt: text, args: ['--plugin-dir', plugin]});
    return {run, asked: bed.stub.mainMessages()[0]?.text ?? ''};
  };
  return {...bed, type};
}

describe.each(orchestratedVersions)('%s', (version) => {
  test('/tierwise:queue shows the queue, and puts work into it', async () => {
    const {type, jobs} = await openCommandBed(version);
    const add = 'tierwise queue add "mend the parser"';
    const added = await type('/tierwise:queue add "mend the parser"', add);
    // As documented: the model reads what was typed, and what it may do.
    expect(added.asked).toContain('/tierwise:queue add');
    expect(added.asked).toContain('Run exactly one command with Bash');
    expect(added.run.stdout).toContain('It runs with: tierwise night');
    expect(await jobs()).toMatchObject([{prompt: 'mend the parser', state: 'ready'}]);

    const {run} = await type('/tierwise:queue', 'tierwise queue list');
    expect(run.stdout).toContain('mend the parser');
  });

  test('/tierwise:queue allows nothing else', async () => {
    const {type, sandbox} = await openCommandBed(version);
    const {run} = await type('/tierwise:queue', 'touch made-by-a-command');
    expect(run.stdout).toMatch(/shown: .*(?:was blocked|needs approval)/);
    expect(existsSync(path.join(sandbox.project, 'made-by-a-command'))).toBe(false);
  });

  test('/tierwise:night says whether one would run, and /tierwise:night briefing what was done', async () => {
    const {type} = await openCommandBed(version);
    const {asked, run} = await type('/tierwise:night', 'tierwise night status');
    expect(asked).toContain('Start no night');
    expect(run.stdout).toMatch(/night/);
    const briefing = await type('/tierwise:night briefing', 'tierwise briefing');
    expect(briefing.asked).toContain('`tierwise briefing` for the argument `briefing`');
    expect(briefing.run.stdout).toContain('While you were away');
  });
});
