import type {ContextFailure} from './context-failure.ts';

/** Values by name; a child reads `build_id` as TIERWISE_CTX_BUILD_ID. */
export type ContextValues = Readonly<Record<string, string>>;

export interface ContextPlan {
  /** Variables of the child; undefined takes away what its parent has. The file's name comes with the file. */
  environment: Record<string, string | undefined>;
  /** Text of the file for what is too large for a variable; absent: there is nothing of the kind. */
  file?: string;
}

export const contextPrefix = 'TIERWISE_CTX_';

export const contextLimits = {
  /** Largest value in a variable. */
  variableBytes: 4096,
  /** All variables together, names and all: Windows has 32 kB for a whole environment. */
  environmentBytes: 16_384,
  /** All values together. */
  totalBytes: 1_000_000,
} as const;

/**
 * How a run's child gets its context: what it inherits, and over it the run's own values. Small
 * values travel in variables, the smallest first as long as there is room, the others in a file.
 */
export function planContext(
  values: ContextValues,
  inherited: ContextValues,
): {ok: true; value: ContextPlan} | {ok: false; failure: ContextFailure} {
  const bad = Object.keys(values).find((name) => !isContextName(name));
  if (bad !== undefined) {
    return {ok: false, failure: {code: 'context-name-unusable', name: bad}};
  }
  const sized = Object.entries({...byUpperName(inherited), ...byUpperName(values)})
    .map(([name, value]) => ({name, value, bytes: sizeOf(name) + sizeOf(value)}))
    .sort((left, right) => left.bytes - right.bytes || (left.name < right.name ? -1 : 1));
  const bytes = sized.reduce((sum, each) => sum + each.bytes, 0);
  if (bytes > contextLimits.totalBytes) {
    const largest = sized.at(-1)?.name ?? '';
    const limit = contextLimits.totalBytes;
    return {ok: false, failure: {code: 'context-too-large', bytes, limit, largest}};
  }
  return {ok: true, value: distribute(sized)};
}

/** Letters, digits and `_`, as shells can read it; at most 64. */
export function isContextName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name);
}

interface SizedValue {
  name: string;
  value: string;
  bytes: number;
}

function distribute(sized: readonly SizedValue[]): ContextPlan {
  const environment: ContextPlan['environment'] = {};
  const rest: [name: string, value: string][] = [];
  let used = 0;
  for (const {name, value, bytes} of sized) {
    const cost = contextPrefix.length + bytes + 2;
    // The system ends a variable at the first NUL.
    const fits =
      bytes <= contextLimits.variableBytes &&
      used + cost <= contextLimits.environmentBytes &&
      !value.includes('\0');
    environment[`${contextPrefix}${name}`] = fits ? value : undefined;
    if (fits) {
      used += cost;
    } else {
      rest.push([name, value]);
    }
  }
  return rest.length === 0
    ? {environment}
    : {environment, file: `${JSON.stringify({schema: 1, values: Object.fromEntries(rest)})}\n`};
}

function byUpperName(values: ContextValues): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.toUpperCase(), value]),
  );
}

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
