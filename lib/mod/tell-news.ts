import type {Engine} from './engine.ts';
import {dataFolder, readEnvironment} from './read-environment.ts';

/**
 * Shows the line that a night left, once. The module can neither rename nor remove a file, so it
 * empties it, which the hooks take for none; the time of the other file is when the person was told.
 */
export async function tellNews($: Engine): Promise<void> {
  const environment = await readEnvironment($);
  const data = dataFolder(environment);
  const path = `${data}/queue/briefing.txt`;
  const isOff = Boolean(environment.TIERWISE_DISABLE) || (await $.fs.exists(`${data}/off`));
  if (isOff || !(await $.fs.exists(path))) {
    return;
  }
  const text = (await $.fs.read(path)).trim();
  if (text !== '') {
    await $.fs.write(path, '');
    await $.fs.write(`${data}/queue/briefing-told.txt`, `${text}\n`);
    $.ui.log(text);
  }
}
