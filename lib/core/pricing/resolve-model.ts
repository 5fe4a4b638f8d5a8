import {isAtLeast, readClientVersion} from '../client-version.ts';
import {plainModelName} from './model-name.ts';
import {type PriceList, priceTable} from './price-table.ts';

/**
 * A model's name as the price table writes it; an alias becomes the model that it stands for.
 * @param client The version that ran it: an alias means what it meant there.
 */
export function resolveModel(model: string, client: string | null | undefined): string {
  const name = plainModelName(model);
  const {aliases} = listOf(client);
  return Object.hasOwn(aliases, name) ? (aliases[name] as string) : name;
}

/** The list that was in force: the newest one that is not newer than the client. */
function listOf(client: string | null | undefined): PriceList {
  const version = readClientVersion(client ?? undefined);
  const known = priceTable.find((list) => {
    const floor = readClientVersion(list.client);
    return version === undefined || (floor !== undefined && isAtLeast(version, floor));
  });
  return known ?? (priceTable.at(-1) as PriceList);
}
