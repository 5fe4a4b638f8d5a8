import {onTestFinished} from 'vitest';
import type {Bed} from '../harness/open-bed.ts';
import {readEvidence} from '../harness/read-evidence.ts';
import {runTui, type Tui} from '../harness/run-tui.ts';
import {say} from '../stub/scripts/say.ts';
import {readTurn, type Turn} from './read-turn.ts';

export type Terminal = Tui & {
  /** Types a prompt to a model that does the work itself, and waits until the turn is over. */
  ask: (prompt: string) => Promise<Turn>;
  /** Waits until a turn has ended that answered with this text. */
  waitForEnd: (answer: string) => Promise<string>;
};

/** Opens an interactive session on opus for the running test and waits until it takes input. */
export async function openTerminal(bed: Bed): Promise<Terminal> {
  // Wide enough for a warning with a path in one line.
  const tui = await runTui(bed.sandbox, {args: ['--model', 'opus'], columns: 240});
  onTestFinished(tui.stop);
  await tui.waitFor('❯');
  await tui.waitUntilSettled();

  // "✻ Churned for 1s" is the client's last word on a turn, in ever new verbs. It also says
  // "✻ Waiting for 1 background agent to finish", which is no end.
  const waitForEnd = (answer: string) =>
    tui.waitFor(new RegExp(`${answer}[\\s\\S]*✻ \\S+ for \\d+[ms]`));
  let asked = 0;
  const ask = async (prompt: string) => {
    const {length} = await readEvidence(bed.sandbox);
    const answer = `answer number ${++asked}`;
    bed.stub.restart(() => say(answer));
    await tui.submit(prompt);
    await waitForEnd(answer);
    return readTurn(bed, length);
  };
  return {...tui, ask, waitForEnd};
}
