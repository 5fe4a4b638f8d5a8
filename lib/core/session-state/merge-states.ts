import {keptNotes} from './add-note.ts';
import {type SessionState, type Stamped, stateSchema} from './session-state.ts';

/**
 * What two states know together. The order does not matter, nor does merging a state twice: each
 * part is a union, or the later of two values. So nothing is ever forgotten by a merge; a job or a
 * file that one of the two has dropped comes back. Identity and project are those of the older one.
 */
export function mergeStates(left: SessionState, right: SessionState): SessionState {
  const {session_id, created_at, project_root} = olderOf(left, right);
  return {
    schema: stateSchema,
    session_id,
    created_at,
    updated_at: laterTime(left.updated_at, right.updated_at),
    project_root,
    routing_history: sortByText(
      uniteCounted(left.routing_history.map(toHistory), right.routing_history.map(toHistory)),
    ),
    cached_results: laterOfEach(left.cached_results, right.cached_results),
    work_queue: uniteNames(left.work_queue, right.work_queue),
    context: mergeContexts(left.context, right.context),
    notes: sortByText(
      uniqueByText(
        [...left.notes, ...right.notes].map(({at, code, detail}) => ({at, code, detail})),
      ),
    ).slice(-keptNotes),
  };
}

function mergeContexts(
  left: SessionState['context'],
  right: SessionState['context'],
): SessionState['context'] {
  return {
    active_files: uniteNames(left.active_files, right.active_files),
    recent_edits: laterEdits([...left.recent_edits, ...right.recent_edits]),
    user_preferences: laterOfEach(left.user_preferences, right.user_preferences),
  };
}

function olderOf(left: SessionState, right: SessionState): SessionState {
  const identify = ({created_at, session_id, project_root}: SessionState) =>
    JSON.stringify([created_at, session_id, project_root]);
  return identify(left) <= identify(right) ? left : right;
}

/** Time first: the order of the fields is the order of the entries. */
function toHistory({
  timestamp,
  request_hash,
  agent,
  result,
}: SessionState['routing_history'][number]): SessionState['routing_history'][number] {
  return {timestamp, request_hash, agent, result};
}

/** Each as often as the side has it that has it more often: two equal requests in one instant stay two. */
function uniteCounted<Entry>(left: readonly Entry[], right: readonly Entry[]): Entry[] {
  const counts = new Map<string, number>();
  for (const entry of left) {
    const text = JSON.stringify(entry);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const missing = right.filter((entry) => {
    const text = JSON.stringify(entry);
    const count = counts.get(text) ?? 0;
    counts.set(text, count - 1);
    return count <= 0;
  });
  return [...left, ...missing];
}

function uniqueByText<Entry>(entries: readonly Entry[]): Entry[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}

function uniteNames(left: readonly string[], right: readonly string[]): string[] {
  return [...new Set([...left, ...right])].sort();
}

function laterOfEach(
  left: Record<string, Stamped>,
  right: Record<string, Stamped>,
): Record<string, Stamped> {
  const later = new Map<string, Stamped>();
  for (const [name, {at, value}] of [...Object.entries(left), ...Object.entries(right)]) {
    const entry = {at, value};
    const other = later.get(name);
    later.set(name, other === undefined || isLater(entry, other) ? entry : other);
  }
  return Object.fromEntries([...later].sort(([one], [two]) => compare(one, two)));
}

function isLater(one: Stamped, other: Stamped): boolean {
  return compare(one.at, other.at) > 0 || (one.at === other.at && textOf(one) > textOf(other));
}

/** The last edit of each file, the newest first. */
function laterEdits(
  edits: SessionState['context']['recent_edits'],
): SessionState['context']['recent_edits'] {
  const later = new Map<string, string>();
  for (const {file, at} of edits) {
    const other = later.get(file);
    later.set(file, other === undefined ? at : laterTime(at, other));
  }
  return [...later]
    .map(([file, at]) => ({file, at}))
    .sort((one, two) => compare(two.at, one.at) || compare(one.file, two.file));
}

function sortByText<Entry>(entries: readonly Entry[]): Entry[] {
  return entries
    .map((entry) => [textOf(entry), entry] as const)
    .sort(([one], [two]) => compare(one, two))
    .map(([, entry]) => entry);
}

function laterTime(one: string, other: string): string {
  return compare(one, other) > 0 ? one : other;
}

function textOf(value: unknown): string {
  return JSON.stringify(value) ?? '';
}

function compare(one: string, two: string): number {
  return one < two ? -1 : one > two ? 1 : 0;
}
