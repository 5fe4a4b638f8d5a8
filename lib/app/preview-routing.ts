import type {ProjectConfig} from '../core/config/config.ts';
import type {PastPrompt} from '../core/preview/past-prompt.ts';
import type {Preview} from '../core/preview/preview.ts';
import {previewPrompts} from '../core/preview/preview-prompts.ts';
import {readPastPrompts} from '../core/preview/read-past-prompts.ts';
import {readConfigFiles} from '../edge/config-file.ts';
import type {Environment} from '../edge/environment.ts';
import {claudeFolder, paths} from '../edge/paths.ts';
import {listHistory, readHistory} from '../edge/prompt-history.ts';

/** Files looked at, at most: some 4 MB each, so that years of history do not take minutes. */
const maxFiles = 300;

/** Routes the newest prompts of the person's own transcripts. Nothing is sent, nothing is stored. */
export function previewRouting(environment: Environment, last: number): Preview {
  const claude = claudeFolder(environment);
  const {config: configPath} = paths(environment);
  const projects = new Map<string | undefined, ProjectConfig>();
  const projectOf = (folder: string | undefined): ProjectConfig => {
    const known = projects.get(folder) ?? readConfigFiles(configPath, folder).project;
    projects.set(folder, known);
    return known;
  };
  return previewPrompts({
    prompts: findNewest(claude, last),
    config: readConfigFiles(configPath, undefined).config,
    projectOf,
    folder: claude,
  });
}

/** Newest first. Files are read until no other one can hold a newer prompt. */
function findNewest(claude: string, last: number): PastPrompt[] {
  let newest: PastPrompt[] = [];
  for (const file of listHistory(claude).slice(0, maxFiles)) {
    const oldest = newest.at(-1);
    if (newest.length >= last && oldest && file.writtenMs <= Date.parse(oldest.at)) {
      break;
    }
    // By their names, since a forked session has copies of the lines of the first.
    const found = new Map(newest.map((prompt) => [prompt.id, prompt]));
    for (const prompt of readPastPrompts(readHistory(file))) {
      found.set(prompt.id, found.get(prompt.id) ?? prompt);
    }
    newest = [...found.values()]
      .sort((left, right) => right.at.localeCompare(left.at))
      .slice(0, last);
  }
  return newest;
}
