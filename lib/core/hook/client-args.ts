/** What the client's own command line says, as far as it matters to us. */
export interface ClientArgs {
  model: string | undefined;
  /** `--add-dir`: folders whose agents the client loads, too. */
  addedFolders: string[];
  /** It waits for JSON: `--json-schema` or `--input-format stream-json`. */
  isMachineRead: boolean;
}

/** It holds the prompt too, which is why nothing but a few flags is read. */
export function readClientArgs(args: readonly string[]): ClientArgs {
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
function listAddedFolders(args: readonly string[]): string[] {
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
