/** A repository's settings by name, lower case where git does not care; the last one counts. */
export type GitConfig = ReadonlyMap<string, string>;

/** Reads the parts of `git config --list -z`: a name, a line end, the value; no line end is `true`. */
export function readGitConfig(parts: readonly string[]): GitConfig {
  return new Map(
    parts.map((part) => {
      const end = part.indexOf('\n');
      return end === -1 ? [part, 'true'] : [part.slice(0, end), part.slice(end + 1)];
    }),
  );
}

/** It lacks objects on purpose, and fetches them when it needs them. */
export function isPartialClone(config: GitConfig): boolean {
  return [...config.keys()].some((name) =>
    /^extensions\.partialclone$|^remote\..*\.promisor$/.test(name),
  );
}

/** The text of a configuration file that sets these names, each of two parts, as they are set here. */
export function writeGitConfig(config: GitConfig, names: readonly string[]): string {
  return names
    .flatMap((name) => {
      const value = config.get(name);
      const [section, key] = name.split('.');
      return value === undefined ? [] : [`[${section}]\n\t${key} = ${quote(value)}\n`];
    })
    .join('');
}

function quote(value: string): string {
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}
