import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

/**
 * Lets a repository read the objects of another, as `git clone --shared` does; nothing is copied.
 * If the other one drops objects (`git gc --prune=now` after a rebase), this one lacks them.
 */
export async function shareObjects(gitFolder: string, objects: string): Promise<void> {
  await mkdir(join(gitFolder, 'objects', 'info'), {recursive: true});
  // Quoted: a plain line cannot hold every path.
  const quoted = objects
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t');
  await writeFile(join(gitFolder, 'objects', 'info', 'alternates'), `"${quoted}"\n`);
}
