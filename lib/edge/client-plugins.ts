import {plainEnvironment} from './client-cli.ts';
import type {Environment} from './environment.ts';
import {runQuietly} from './quiet-process.ts';

/** The client's own command line, and the environment it is called from. */
export interface PluginClient {
  path: string;
  environment: Environment;
}

/** Far above the second that a call takes: a first start on a cold disk is slow. */
const timeoutMs = 120_000;

/** Runs one `claude plugin ...`; undefined: done. Else why not, in the client's words. */
export async function callClient(
  {path, environment}: PluginClient,
  args: readonly string[],
): Promise<string | undefined> {
  const {CLAUDE_CONFIG_DIR: folder} = environment;
  const {exitCode, stdout, stderr, trouble} = await runQuietly([path, ...args], {
    environment: {
      ...plainEnvironment(environment),
      ...(folder === undefined ? {} : {CLAUDE_CONFIG_DIR: folder}),
      // A plugin in a folder of this computer needs nothing from outside.
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
    },
    timeoutMs,
  });
  if (exitCode === 0) {
    return undefined;
  }
  const said = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());
  const words = said.findLast((line) => line !== '')?.replace(/^\W+/, '');
  return trouble ?? words ?? `it ended with exit code ${exitCode}`;
}
