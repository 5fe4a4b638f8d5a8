import type {PriceOverrides} from '../core/pricing/find-prices.ts';
import {readConfigFiles} from '../edge/config-file.ts';
import type {Environment} from '../edge/environment.ts';
import {paths} from '../edge/paths.ts';

/** `prices` of config.json, which win over the built-in table. */
export function readOwnPrices(environment: Environment): PriceOverrides {
  return readConfigFiles(paths(environment).config, undefined).config.prices ?? {};
}
