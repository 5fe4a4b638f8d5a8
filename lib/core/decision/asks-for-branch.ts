import type {Config, ProjectConfig} from '../config/config.ts';

/** Whether a rule asks for the branch: most prompts need no look into .git. */
export function asksForBranch({
  config,
  project,
}: {
  config: Config;
  project: ProjectConfig;
}): boolean {
  const rules = [...(config.rules ?? []), ...(project.rules ?? [])];
  return rules.some(({when}) => when.branch !== undefined);
}
