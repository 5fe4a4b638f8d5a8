import {type Prices, priceTable} from './price-table.ts';
import {resolveModel} from './resolve-model.ts';

/** A user's own prices, which win: model name or pattern with `*` -> prices. */
export type PriceOverrides = Readonly<Record<string, Prices>>;

/**
 * The prices of a model, or undefined when nobody knows them: then a cost is unknown, never 0.
 * @param client The version that ran it: an alias means what it meant there.
 */
export function findPrices(
  model: string,
  {client, overrides = {}}: {client?: string | null; overrides?: PriceOverrides} = {},
): Prices | undefined {
  const name = resolveModel(model, client);
  const own = findOverride(overrides, [model.toLowerCase(), name]);
  return own ?? priceTable.find(({models}) => Object.hasOwn(models, name))?.models[name];
}

/** A full name before a pattern, a long pattern before a short one. */
function findOverride(overrides: PriceOverrides, names: readonly string[]): Prices | undefined {
  const [best] = Object.keys(overrides)
    .filter((pattern) => names.some((name) => matches(pattern.toLowerCase(), name)))
    .sort(
      (left, right) =>
        Number(left.includes('*')) - Number(right.includes('*')) || right.length - left.length,
    );
  return best === undefined ? undefined : overrides[best];
}

function matches(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}
