/** What decides in which order steps come. */
export interface Linked {
  id: string;
  dependsOn: readonly string[];
  /** The step that stands in when this one fails. */
  fallback: string | null;
}

export interface StepGraph {
  /** Every step after what it needs; equals in the order of the file. */
  order: readonly string[];
  /** From 1: steps of one wave can run at the same time. */
  waveOf: ReadonlyMap<string, number>;
  /** Who waits for a step. */
  dependents: ReadonlyMap<string, readonly string[]>;
  /** From a step that stands in, to the step it stands in for. */
  standsInFor: ReadonlyMap<string, string>;
}

export type LinkedSteps =
  | {ok: true; graph: StepGraph}
  /** `['a', 'b', 'a']` */
  | {ok: false; cycle: readonly string[]};

/**
 * Orders steps, or names a cycle. A step that stands in comes after the one that it stands in for,
 * and whatever needs that one waits for both. Without recursion: 5,000 steps in a row are fine.
 */
export function linkSteps(steps: readonly Linked[]): LinkedSteps {
  const before = new Map(steps.map(({id}) => [id, new Set<string>()]));
  const fallbackOf = new Map(steps.map(({id, fallback}) => [id, fallback]));
  const standsInFor = new Map<string, string>();
  for (const {id, dependsOn, fallback} of steps) {
    for (const each of dependsOn) {
      before.get(id)?.add(each);
      const standIn = fallbackOf.get(each);
      if (standIn) {
        before.get(id)?.add(standIn);
      }
    }
    if (fallback !== null) {
      before.get(fallback)?.add(id);
      standsInFor.set(fallback, id);
    }
  }
  const {order, waveOf, left} = sort(steps, before);
  if (left.length > 0) {
    return {ok: false, cycle: nameCycle(left, before)};
  }
  const dependents = new Map<string, string[]>(steps.map(({id}) => [id, []]));
  for (const {id, dependsOn} of steps) {
    for (const each of new Set(dependsOn)) {
      dependents.get(each)?.push(id);
    }
  }
  return {ok: true, graph: {order, waveOf, dependents, standsInFor}};
}

function sort(steps: readonly Linked[], before: ReadonlyMap<string, ReadonlySet<string>>) {
  const after = new Map<string, string[]>(steps.map(({id}) => [id, []]));
  const missing = new Map<string, number>();
  for (const [id, firsts] of before) {
    missing.set(id, firsts.size);
    for (const first of firsts) {
      after.get(first)?.push(id);
    }
  }
  const order = steps.map(({id}) => id).filter((id) => missing.get(id) === 0);
  const waveOf = new Map(order.map((id) => [id, 1]));
  // The list grows while it is read: what becomes free is appended.
  for (const id of order) {
    for (const next of after.get(id) ?? []) {
      const count = (missing.get(next) ?? 0) - 1;
      missing.set(next, count);
      waveOf.set(next, Math.max(waveOf.get(next) ?? 1, (waveOf.get(id) ?? 1) + 1));
      if (count === 0) {
        order.push(next);
      }
    }
  }
  const place = new Map(steps.map(({id}, at) => [id, at]));
  const sorted = order.toSorted(
    (left, right) =>
      (waveOf.get(left) ?? 0) - (waveOf.get(right) ?? 0) ||
      (place.get(left) ?? 0) - (place.get(right) ?? 0),
  );
  const done = new Set(order);
  return {order: sorted, waveOf, left: steps.map(({id}) => id).filter((id) => !done.has(id))};
}

/** Whoever is left waits for somebody who is left: going back along that must come round. */
function nameCycle(
  left: readonly string[],
  before: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const among = new Set(left);
  const way: string[] = [];
  const placeOf = new Map<string, number>();
  let id = left[0] as string;
  while (!placeOf.has(id)) {
    placeOf.set(id, way.length);
    way.push(id);
    id = [...(before.get(id) ?? [])].find((each) => among.has(each)) as string;
  }
  // Backwards along "waits for" is forwards along the work.
  const ring = way.slice(placeOf.get(id)).reverse();
  const first = ring.indexOf([...ring].sort()[0] as string);
  const turned = [...ring.slice(first), ...ring.slice(0, first)];
  return [...turned, turned[0] as string];
}
