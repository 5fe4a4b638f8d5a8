import {createHash} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {hookedVersions} from '../harness/client-version.ts';
import {callAgent} from '../stub/scripts/call-agent.ts';
import {echo} from '../stub/scripts/echo.ts';
import {say} from '../stub/scripts/say.ts';
import {sequence} from '../stub/scripts/sequence.ts';
import {useTool} from '../stub/scripts/use-tool.ts';
import {ask} from './ask.ts';
import {openRoutedBed} from './open-routed-bed.ts';

const canary = 'zebra7431';
const prompt = `run the tests of ${canary} and show me the failures`;
const handedBack = () => say(`needs a larger tier: ${canary} is too large.`);

describe.each(hookedVersions)('%s', (version) => {
  test('what we write holds no prompt, no answer, no hash and no key', async () => {
    const bed = await openRoutedBed(version);
    const bash = () => useTool('Bash', {command: `echo ${canary}`, description: canary});
    const delegate = callAgent({description: canary, prompt});
    const script = sequence(bash, delegate, handedBack, echo);
    const env = {TIERWISE_ENFORCE: 'strict', TIERWISE_ECONOMICS: 'none such'};
    const turn = await ask(bed, prompt, {script, env});
    expect(turn.evidence.map(({verdict}) => verdict)).toContain('denied');
    await ask(bed, `${prompt} ~stay`);
    await ask(bed, `/tier ${canary}`);
    await ask(bed, '/tier sonnet');
    await bed.sandbox.writeHomeFile('.claude/tierwise/config.json', '{"mode": ');
    await ask(bed, prompt);

    const claude = path.join(bed.sandbox.home, '.claude');
    const files = await readFiles(path.join(claude, 'tierwise'));
    const kinds = [...files.keys()].map((file) => file.split(path.sep)[0]);
    expect(new Set(kinds)).toEqual(new Set(['config.json', 'logs', 'metrics', 'state']));
    const hashes = ['md5', 'sha1', 'sha256'].map((name) => hash(name, prompt).slice(0, 16));
    for (const secret of [canary, 'sk-ant-dummy', ...hashes]) {
      expect([...files].filter(([, text]) => text.includes(secret))).toEqual([]);
    }
    // The client's own transcript does hold it: the search works.
    const transcripts = await readFiles(path.join(claude, 'projects'));
    expect([...transcripts].some(([, text]) => text.includes(canary))).toBe(true);
  });
});

/** The text of every file below a folder, by its path from there. */
async function readFiles(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  const files = entries.filter((entry) => entry.isFile());
  const paths = files.map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      paths.map(async (file): Promise<[string, string]> => {
        return [path.relative(folder, file), await readFile(file, 'utf8')];
      }),
    ),
  );
}

function hash(name: string, text: string): string {
  return createHash(name).update(text).digest('hex');
}
