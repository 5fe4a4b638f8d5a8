import {renderFailure} from '../core/failure/describe-failure.ts';
import type {Failure, Result} from '../core/failure/failure.ts';
import {commandLine, print, printError, programName, setExitCode} from '../edge/terminal.ts';
import {wrapText} from './wrap-text.ts';

/** 0 done, 1 failed, 2 called wrongly. */
const usageExitCode = 2;

/** Prints what was done, or why it was not; the second sets the exit code. */
export function finish<Value>(
  result: Result<Value>,
  {json}: {json?: true},
  describe: (value: Value) => string,
): void {
  if (!result.ok) {
    finishFailure(result.failure, {isJson: json === true});
  } else {
    print(json ? JSON.stringify(result.value) : describe(result.value));
  }
}

/** The one way in which a verb says that it failed. */
export function finishFailure(failure: Failure, {isJson}: {isJson: boolean}): void {
  if (isJson) {
    print(JSON.stringify({failure}));
  } else {
    printError(fitLines(renderFailure(failure, writeCall(commandLine()))));
  }
  setExitCode(failure.code === 'usage' ? usageExitCode : 1);
}

/** A command of ours as this very program was called: `tierwise` need not be on the PATH. */
export function callable(command: string): string {
  return command.replace(/(?<=^ *|: )tierwise (?=[a-z-])/, () => `${programName()} `);
}

/** 80 columns, but for the command in the last line: it is there to be copied. */
function fitLines(text: string): string {
  const lines = text.split('\n');
  return lines
    .flatMap((line, at) =>
      at === lines.length - 1
        ? [callable(line)]
        : wrapText(line.trim(), {width: 80, indent: /^ */.exec(line)?.[0] ?? ''}),
    )
    .join('\n');
}

/** The call as it can be typed again. */
function writeCall(args: readonly string[]): string {
  const quoted = args.map((arg) =>
    /^[\w@%+=:,./~-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`,
  );
  return ['tierwise', ...quoted].join(' ');
}
