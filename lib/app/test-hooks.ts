import {basename} from 'node:path';
import type {InstallFacts} from '../core/health/judge-install.ts';
import {judgeSelfTest, selfTestAgent, selfTests} from '../core/health/self-test.ts';
import {plainEnvironment} from '../edge/client-cli.ts';
import type {Environment} from '../edge/environment.ts';
import {runQuietly} from '../edge/quiet-process.ts';
import {makeSelfTestHome} from '../edge/self-test-home.ts';

/** The longest that the client itself would wait for most of our hooks. */
const timeoutMs = 15_000;

/**
 * Starts bundles as the client does, each with a real sample, in a home that is gone afterwards.
 * `argvs`: by bundle, the program and its arguments as registered.
 */
export async function testHooks(
  environment: Environment,
  argvs: ReadonlyMap<string, readonly string[]>,
): Promise<InstallFacts['tests']> {
  const home = makeSelfTestHome([selfTestAgent]);
  const results: InstallFacts['tests'] = [];
  try {
    for (const test of selfTests(home.folder)) {
      const argv = argvs.get(test.bundle);
      if (argv === undefined) {
        continue;
      }
      const run = await runQuietly(argv, {
        environment: {...plainEnvironment(environment), ...home.environment},
        folder: home.folder,
        input: JSON.stringify(test.input),
        timeoutMs,
      });
      const {exitCode, stdout} = run;
      const trouble =
        run.trouble && `${basename(argv[0] ?? '')} could not be started or ended: ${run.trouble}`;
      const stored = home.readStored();
      results.push({
        bundle: test.bundle,
        trouble: judgeSelfTest(test, {bundle: test.bundle, exitCode, stdout, trouble, stored}),
      });
    }
  } finally {
    home.remove();
  }
  return results;
}
