/** What starts our status line, as `sh` reads it: the client takes no arguments apart for it. */
export function statusCommand({nodePath, folder}: {nodePath: string; folder: string}): string {
  return `${quote(nodePath)} ${quote(`${folder.replace(/[\\/]+$/, '')}/status-line.cjs`)}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
