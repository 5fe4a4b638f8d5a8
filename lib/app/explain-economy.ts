import type {Decision} from '../core/decision/decide.ts';
import {describeEconomy} from '../core/economics/describe-economy.ts';
import {judgeEconomy} from '../core/economics/judge-economy.ts';
import {priceDelegation} from '../core/economics/price-delegation.ts';
import {priceMove} from '../core/economics/price-move.ts';
import {readConfigFiles} from '../edge/config-file.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';

/** A conversation that has been going on for a while; the real one is known only inside a session. */
const context = 30_000;

const surfaces = [
  {price: priceDelegation, title: 'to an agent (hooks)'},
  {price: priceMove, title: 'on the main thread (plugin)'},
];

/** What the decided tier costs against staying, for `route --explain`: [] when nothing is moved. */
export function explainEconomy(
  {tier, route, isByText}: Decision,
  environment: Environment,
  {folder, base = 'opus'}: {folder: string; base?: string | undefined},
): string[] {
  const {config} = readConfigFiles(paths(environment).config, folder);
  if (tier === 'stay') {
    return [];
  }
  return surfaces.flatMap(({price, title}) => {
    const economy = judgeEconomy(price, {
      kind: route.kind,
      baseModel: base,
      target: tier,
      cache: {context, isWarm: true, lifetime: '5m'},
      client: null,
      prices: config.prices ?? {},
    });
    if (economy === undefined) {
      return [];
    }
    const isHeld = !economy.pays && isByText && config.economics !== 'off';
    return [
      `sum ${title}, in a conversation of ${context} tokens:`,
      ...describeEconomy(economy).map((line) => `  ${line}`),
      ...(isHeld ? ['  so the prompt would stay there'] : []),
    ];
  });
}
