import {join} from 'node:path';
import type {ModelTier} from '../core/tier.ts';
import type {Environment} from './environment.ts';
import {claudeFolder} from './paths.ts';
import {programFolder} from './terminal.ts';
import {readTextFile} from './text-file.ts';

/**
 * What the agent of a tier is told: the text of its definition without the head. Ours lies beside
 * the program, or, when that was installed as a hook, in Claude Code's folder. undefined: neither.
 */
export function readAgentPrompt(environment: Environment, tier: ModelTier): string | undefined {
  const name = `tierwise-${tier}.md`;
  const folders = [join(programFolder(), 'agents'), join(claudeFolder(environment), 'agents')];
  for (const folder of folders) {
    const [, body] = /^---\n.*?^---\n(.*)$/ms.exec(readTextFile(join(folder, name)) ?? '') ?? [];
    if (body !== undefined) {
      return body.replace(/^<!--.*?-->\n/m, '').trim();
    }
  }
  return undefined;
}
