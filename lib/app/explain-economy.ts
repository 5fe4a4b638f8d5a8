import type {Decision} from '../core/decision/decide.ts';
import {describeEconomy} from '../core/economics/describe-economy.ts';
import {judgeEconomy} from '../core/economics/judge-economy.ts';
import {readConfigFiles} from '../edge/config-file.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';

/** A conversation that has been going on for a while; the real one is known only inside a session. */
const context = 30_000;

/** What the decided tier costs against staying, for `route --explain`: [] when nothing is moved. */
export function explainEconomy(
  {tier, route}: Decision,
  environment: Environment,
  {folder, base = 'opus'}: {folder: string; base?: string | undefined},
): string[] {
  const {config} = readConfigFiles(paths(environment).config, folder);
  const how = ['delegate', 'move'] as const;
  const titles = {delegate: 'to an agent', move: 'on the main thread (plugin)'};
  return tier === 'stay'
    ? []
    : how.flatMap((each) => {
        const economy = judgeEconomy(each, {
          kind: route.kind,
          baseModel: base,
          target: tier,
          cache: {context, isWarm: true, lifetime: '5m'},
          client: null,
          prices: config.prices ?? {},
        });
        return economy === undefined
          ? []
          : [
              `sum ${titles[each]}, in a conversation of ${context} tokens:`,
              ...describeEconomy(economy).map((line) => `  ${line}`),
            ];
      });
}
