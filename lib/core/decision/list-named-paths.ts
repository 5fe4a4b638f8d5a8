const around = '"\'`()[]{}<>,;:!?@';
const maxPaths = 50;

/** The files and folders that a prompt names: words with a slash, or with a dot inside. */
export function listNamedPaths(prompt: string): string[] {
  const paths: string[] = [];
  for (const word of prompt.slice(0, 20_000).split(/\s+/)) {
    const path = trim(word).replaceAll('\\', '/');
    const isPath = path.length > 1 && (path.includes('/') || /.\.\w|^\.\w/.test(path));
    if (isPath && !path.includes('://')) paths.push(path.replace(/^(?:\.\/)+/, ''));
    if (paths.length === maxPaths) break;
  }
  return paths;
}

function trim(word: string): string {
  let start = 0;
  let end = word.length;
  while (start < end && around.includes(word[start] as string)) start++;
  while (end > start && (around.includes(word[end - 1] as string) || word[end - 1] === '.')) end--;
  return word.slice(start, end);
}
