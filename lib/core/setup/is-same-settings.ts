import {isRecord} from '../guard.ts';

/**
 * Whether two settings files say the same: the client writes the whole file in its own order and
 * layout, and leaves empty objects of plugins behind.
 */
export function isSameSettings(left: string | undefined, right: string | undefined): boolean {
  const [one, other] = [left, right].map(read);
  return one !== undefined && one === other;
}

/** undefined: no settings. */
function read(text: string | undefined): string | undefined {
  try {
    const value: unknown = JSON.parse((text ?? '{}').replace(/^\uFEFF/, ''));
    return isRecord(value) ? JSON.stringify(sort(withoutEmptyContainers(value))) : undefined;
  } catch {
    return undefined;
  }
}

function withoutEmptyContainers(settings: Record<string, unknown>): Record<string, unknown> {
  const isEmpty = (value: unknown) => isRecord(value) && Object.keys(value).length === 0;
  const containers = ['enabledPlugins', 'extraKnownMarketplaces'];
  return Object.fromEntries(
    Object.entries(settings).filter(
      ([name, value]) => !containers.includes(name) || !isEmpty(value),
    ),
  );
}

function sort(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sort);
  }
  return isRecord(value)
    ? Object.keys(value)
        .sort()
        .map((name) => [name, sort(value[name])])
    : value;
}
