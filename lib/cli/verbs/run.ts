import {resolve} from 'node:path';
import {Command, Option} from 'commander';
import {createRun} from '../../app/create-run.ts';
import {openRun} from '../../app/open-run.ts';
import {waitForRun, workInBackground} from '../../app/wait-for-run.ts';
import {parseDuration} from '../../core/duration.ts';
import {readLadder} from '../../core/run/read-ladder.ts';
import type {Tier} from '../../core/tier.ts';
import {tiers} from '../../core/tier.ts';
import {type Environment, readEnvironment} from '../../edge/environment.ts';
import type {RunFiles} from '../../edge/run-folder.ts';
import {
  currentFolder,
  isInteractive,
  print,
  printError,
  readAllInput,
} from '../../edge/terminal.ts';
import {collectValues} from '../collect-values.ts';
import {callable, finishFailure} from '../finish.ts';
import {finishRun} from '../finish-run.ts';
import {usageError} from '../usage-error.ts';
import {workOnRun} from '../work-on-run.ts';

interface Flags {
  tier?: Tier;
  ladder?: string;
  verify?: string;
  timeout: string;
  retries: string;
  maxUsd?: string;
  maxTurns?: string;
  session?: string;
  promptId?: string;
  cwd?: string;
  isolate?: true;
  permissionMode?: string;
  allowedTools?: string[];
  interactive?: true;
  detach?: true;
  wait?: string;
  json?: true;
  quiet?: true;
}

const example = 'tierwise run "run the tests and show me the failures"';

export function runVerb(): Command {
  return new Command('run')
    .summary('do one piece of work on the tier that it needs')
    .description(
      'Sends a prompt to Claude on the tier that it needs, and prints the answer. Progress goes to standard error. What was done can be looked at with tierwise runs.',
    )
    .argument('[prompt]', 'the work; - reads it from standard input')
    .option('--interactive', 'read the prompt from standard input')
    .addOption(new Option('--tier <tier>', 'the tier, instead of routing').choices([...tiers]))
    .option('--ladder <tiers>', 'tiers to try in turn, such as haiku,sonnet,opus')
    .option('--verify <command>', 'your check of the work; implies --isolate')
    .option('--isolate', 'work in a copy of the repository, then bring the change home')
    .option('--timeout <time>', 'for each attempt, such as 90s or 5m', '15m')
    .option('--retries <n>', 'further attempts on a tier after passing trouble', '2')
    .option('--max-usd <usd>', 'end before more than this is spent')
    .option('--max-turns <n>', 'end an attempt after so many turns')
    .option('--session <id>', 'the session whose state the run belongs to')
    .addOption(new Option('--prompt-id <id>', 'the turn that waits for the answer').hideHelp())
    .option('--cwd <folder>', 'where to work (default: this folder)')
    .option('--permission-mode <mode>', "of Claude Code (default: the client's own)")
    .option(
      '--allowed-tools <rule>',
      'a permission rule, such as "Bash(npm test:*)"; may be repeated',
      collectValues,
    )
    .option('--detach', 'work in the background, and print the id of the run')
    .option('--wait <time>', 'work in the background, and wait so long for the answer')
    .option('--json', 'one JSON object instead of the answer')
    .option('--quiet', 'no progress')
    .action(run);
}

async function run(argument: string | undefined, flags: Flags): Promise<void> {
  const environment = readEnvironment();
  const limits = readLimits(flags);
  const prompt = await readPrompt(argument, flags);
  const waitMs = readWait(flags);
  const created = createRun(
    {
      ...limits,
      prompt,
      cwd: resolve(currentFolder(), flags.cwd ?? '.'),
      ladder: flags.tier === undefined ? readTiers(flags) : [flags.tier],
      session: flags.session ?? null,
      prompt_id: flags.promptId ?? null,
      verify: flags.verify ?? null,
      isolate: flags.isolate === true || flags.verify !== undefined,
      permission_mode: flags.permissionMode ?? null,
      allowed_tools: flags.allowedTools ?? [],
    },
    environment,
  );
  if (!created.ok) {
    finishFailure(created.failure, {isJson: flags.json === true});
  } else if (waitMs !== undefined) {
    await runInBackground(created.value, {environment, waitMs, flags});
  } else {
    await runHere(created.value, environment, flags);
  }
}

async function runHere(files: RunFiles, environment: Environment, flags: Flags): Promise<void> {
  const isJson = flags.json === true;
  const opened = openRun(files);
  if (!opened.ok) {
    finishFailure(opened.failure, {isJson});
    return;
  }
  await workOnRun(opened.value, environment, {isJson, isQuiet: flags.quiet === true});
}

async function runInBackground(
  files: RunFiles,
  {environment, waitMs, flags}: {environment: Environment; waitMs: number; flags: Flags},
): Promise<void> {
  const isJson = flags.json === true;
  workInBackground(files, environment);
  const end = await waitForRun(files, {environment, waitMs});
  if (!end.ok) {
    finishFailure(end.failure, {isJson});
  } else if (end.value.status === 'open' && !isJson) {
    print(end.value.run_id);
    printError(`It goes on in the background: ${callable(`tierwise runs show ${files.run}`)}`);
  } else {
    finishRun(end.value, {isJson});
  }
}

/** 0: do not wait at all. undefined: work here. */
function readWait({detach, wait}: Flags): number | undefined {
  const waitMs = wait === undefined ? undefined : parseDuration(wait);
  if (wait !== undefined && waitMs === undefined) {
    throw usageError(
      `--wait takes a time such as 90s or 5m, and not "${wait}".`,
      'tierwise run --wait 5m "run the tests"',
    );
  }
  return waitMs ?? (detach ? 0 : undefined);
}

async function readPrompt(argument: string | undefined, {interactive}: Flags): Promise<string> {
  if (argument !== undefined && argument !== '-' && interactive) {
    throw usageError('--interactive reads the prompt itself, so it takes none.', example);
  }
  const isRead = interactive === true || argument === '-';
  if (isRead && isInteractive()) {
    printError('The work, then Ctrl-D on a line of its own:');
  }
  const prompt = isRead ? await readAllInput() : (argument ?? '');
  if (prompt.trim() === '') {
    throw usageError('There is no prompt to run.', example);
  }
  return prompt;
}

function readTiers({ladder}: Flags): Tier[] | undefined {
  if (ladder === undefined) {
    return undefined;
  }
  const read = readLadder(ladder);
  if (read === undefined) {
    throw usageError(
      `"${ladder}" is no ladder: it takes tiers, each once, with commas between them.`,
      'tierwise run --ladder haiku,sonnet,opus --verify "npm test" "mend the failing test"',
    );
  }
  return read;
}

function readLimits({timeout, retries, maxUsd, maxTurns}: Flags) {
  const timeoutMs = parseDuration(timeout);
  if (timeoutMs === undefined) {
    throw usageError(
      `--timeout takes a time such as 90s, 5m or 2h, and not "${timeout}".`,
      `tierwise run --timeout 5m "run the tests"`,
    );
  }
  return {
    timeout_ms: timeoutMs,
    retries: readNumber('--retries', retries, {isWhole: true, least: 0}),
    max_usd:
      maxUsd === undefined ? null : readNumber('--max-usd', maxUsd, {isWhole: false, least: 0}),
    max_turns:
      maxTurns === undefined
        ? null
        : readNumber('--max-turns', maxTurns, {isWhole: true, least: 1}),
  };
}

/** Beyond it nobody means what they typed. */
const most = 10_000;

function readNumber(
  name: string,
  text: string,
  {isWhole, least}: {isWhole: boolean; least: number},
): number {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  const isFine = number >= least && number <= most && (!isWhole || Number.isInteger(number));
  if (!isFine) {
    const kind = isWhole ? 'a whole number' : 'a number';
    throw usageError(
      `${name} takes ${kind} from ${least} to ${most}, and not "${text}".`,
      `tierwise run ${name} ${isWhole ? 1 : 0.5} "run the tests"`,
    );
  }
  return number;
}
