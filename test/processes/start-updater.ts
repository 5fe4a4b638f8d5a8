import {createInterface} from 'node:readline';
import {execa} from 'execa';

export interface Updater {
  /** Names of the updates that were acknowledged, so far. */
  acknowledged: string[];
  /** Milliseconds of each of them. */
  tookMs: number[];
  failures: string[];
  /** When the process stands still where it was told to, or has `count` acknowledged updates. */
  reached: (goal: number | 'stop') => Promise<void>;
  kill: () => void;
  /** When the process is gone, by itself or not. */
  ended: Promise<void>;
}

/** Starts one process of a bundled update program in a home of its own, and nothing else around it. */
export function startUpdater(
  program: string,
  {
    home,
    shell,
    ...variables
  }: {home: string; shell?: string; [variable: string]: string | undefined},
): Updater {
  const command =
    shell === undefined
      ? [process.execPath, program]
      : ['sh', '-c', shell, process.execPath, program];
  const [file = '', ...args] = command;
  const child = execa(file, args, {
    env: {
      HOME: home,
      TIERWISE_HOME: home,
      CLAUDE_PROJECT_DIR: home,
      PATH: process.env.PATH,
      ...variables,
    },
    extendEnv: false,
    reject: false,
    buffer: false,
    stdin: 'ignore',
    stderr: 'inherit',
  });
  const updater: Updater = {
    acknowledged: [],
    tookMs: [],
    failures: [],
    reached: (goal) =>
      new Promise((resolve, refuse) => {
        const isThere = () => (goal === 'stop' ? isStopped : updater.acknowledged.length >= goal);
        const look = () => isThere() && resolve();
        lines.on('line', look);
        lines.once(
          'close',
          () => isThere() || refuse(new Error(`the process ended before: ${goal}`)),
        );
        look();
      }),
    kill: () => child.kill('SIGKILL'),
    ended: child.then(() => undefined),
  };
  let isStopped = false;
  const lines = createInterface({input: child.stdout});
  lines.on('line', (line) => {
    const [word, name = '', ms] = line.split(' ');
    if (word === 'ack') {
      updater.acknowledged.push(name);
      updater.tookMs.push(Number(ms));
    } else if (word === 'at') {
      isStopped = true;
    } else {
      updater.failures.push(line);
    }
  });
  return updater;
}
