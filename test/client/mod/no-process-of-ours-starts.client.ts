import {readdirSync, readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {installTierwise} from '../harness/install-tierwise.ts';
import {echo} from '../stub/scripts/echo.ts';
import {type ModBed, openModBed} from './open-mod-bed.ts';
import {openStream} from './open-stream.ts';
import {riskyPrompt, smallPrompt} from './run-turn.ts';

/** Command lines of the processes below one, as they stand now. */
function descendants(root: number): string[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It has ended meanwhile.
    }
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === root || isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow).map((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  });
}

/** Command lines of programs of ours that a session starts over ten prompts. */
async function watchSession(bed: ModBed, hasPlugin: boolean): Promise<string[]> {
  const stream = openStream(bed, {hasPlugin});
  await stream.ask(smallPrompt);
  const seen = new Set<string>();
  let isOver = false;
  const watch = (async () => {
    while (!isOver) {
      for (const line of descendants(stream.pid)) seen.add(line);
      await sleep(2);
    }
  })();
  for (let turn = 0; turn < 10; turn++) {
    await stream.ask(turn % 2 === 0 ? smallPrompt : riskyPrompt);
  }
  isOver = true;
  await watch;
  await stream.end();
  return [...seen].filter((line) => /node|tierwise|\.[cm]?js/.test(line));
}

const isLinux = process.platform === 'linux';

test.skipIf(!isLinux)('with the plugin alone, ten prompts start none', async () => {
  const bed = await openModBed({script: echo});
  expect(await watchSession(bed, true)).toEqual([]);
});

test.skipIf(!isLinux)('the same watch sees the hooks, where those are installed', async () => {
  const bed = await openModBed({script: echo});
  await installTierwise(bed.sandbox);
  expect((await watchSession(bed, false)).join()).toContain('hybrid-selector');
});
