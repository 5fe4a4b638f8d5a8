import {readFileSync} from 'node:fs';

/** What the client's own command line says, as far as it can be read. */
export interface ClientProcess {
  model: string | undefined;
  /** `--add-dir`: folders whose agents the client loads, too. */
  addedFolders: string[];
  /** It waits for JSON: `--json-schema` or `--input-format stream-json`. */
  isMachineRead: boolean;
}

/**
 * Reads the command line of the client that started this hook (its parent, as hooks run without a
 * shell). It holds the prompt too, which is why nothing but a few flags leaves this file. Linux
 * only; elsewhere nothing is known, and every caller has a safe answer for that.
 */
export function readClientProcess(): ClientProcess {
  let args: string[];
  try {
    args = readFileSync(`/proc/${process.ppid}/cmdline`, 'utf8').split('\0');
  } catch {
    args = [];
  }
  const value = (flag: string): string | undefined => {
    const at = args.indexOf(flag);
    return at === -1
      ? args.find((each) => each.startsWith(`${flag}=`))?.slice(flag.length + 1)
      : args[at + 1];
  };
  return {
    model: value('--model'),
    addedFolders: listAddedFolders(args),
    isMachineRead:
      value('--json-schema') !== undefined || value('--input-format') === 'stream-json',
  };
}

/** The flag takes one or more folders, and may be repeated. */
function listAddedFolders(args: string[]): string[] {
  return args.flatMap((flag, at) => {
    if (flag.startsWith('--add-dir=')) {
      return [flag.slice('--add-dir='.length)];
    }
    if (flag !== '--add-dir') {
      return [];
    }
    const rest = args.slice(at + 1);
    const end = rest.findIndex((each) => each === '' || each.startsWith('-'));
    return end === -1 ? rest : rest.slice(0, end);
  });
}
