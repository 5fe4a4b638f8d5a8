import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {execa} from 'execa';
import {expect, test} from 'vitest';
import {projectRoot} from '../harness/project-root.ts';
import {lastTurn} from '../stub/last-turn.ts';
import type {Script, StubRequest} from '../stub/script.ts';
import {say} from '../stub/scripts/say.ts';
import {useTool} from '../stub/scripts/use-tool.ts';
import {openRunBed} from './open-run-bed.ts';

const page = readFileSync(path.join(projectRoot, 'docs', 'run.md'), 'utf8');

/** Commands of the page's transcript, each with what it says below it. */
function readTranscript(): {args: string[]; printed: string}[] {
  const [, block = ''] = /^```console\n(.*?)^```$/ms.exec(page) ?? [];
  return block
    .split(/^\$ tierwise /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...printed] = part.trimEnd().split('\n');
      const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)];
      const args = words.map(([, double, single, bare]) => double ?? single ?? bare ?? '');
      return {args, printed: printed.join('\n').trim()};
    });
}

/** Times and ids differ from run to run; everything else has to be the same. */
function mask(text: string): string {
  return text.replace(/\d+\.\d s/g, '0.0 s').replace(/\d{8}-\d{6}-[0-9a-f]{4}/g, 'RUN');
}

function folderOf({body}: StubRequest): string {
  const text = JSON.stringify([body.system, body.messages]);
  return /working directory: ([^"]+?)\\n/i.exec(text)?.[1] ?? '';
}

/** The stand-in's model: reads when asked to show, and mends the sum at the second try. */
const model: Script = (request) => {
  const isOver = lastTurn(request).blocks.some(({type}) => type === 'tool_result');
  if (!request.text.includes('write sum.js')) {
    return say('README.md, and check.js, which holds sum.js to what it should do.');
  }
  return isOver
    ? say('Done: sum adds now.')
    : useTool('Write', {
        file_path: path.join(folderOf(request), 'sum.js'),
        content: request.model.includes('haiku')
          ? 'module.exports = (a, b) => a * b;\n'
          : 'module.exports = (a, b) => a + b;\n',
      });
};

test('docs/run.md shows what really happens', async () => {
  const bed = await openRunBed('2.1.330', {script: model});
  const check = "require('assert').equal(require('./sum.js')(2, 3), 5);\n";
  writeFileSync(path.join(bed.sandbox.project, 'check.js'), check);
  const transcript = readTranscript();
  expect(transcript.length).toBeGreaterThan(2);
  for (const {args, printed} of transcript) {
    const cli = path.join(projectRoot, 'dist', 'tierwise.cjs');
    const {all} = await execa(process.execPath, [cli, ...args], {
      cwd: bed.sandbox.project,
      env: bed.sandbox.env,
      extendEnv: false,
      stdin: 'ignore',
      reject: false,
      all: true,
    });
    expect(mask(all.trim())).toBe(mask(printed));
  }
});
