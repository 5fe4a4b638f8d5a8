import {
  type Guard,
  type Guarded,
  hasShape,
  isAnything,
  isListOf,
  isRecordOf,
  isText,
} from '../guard.ts';

/** The version that this program writes; a higher one is left alone. */
export const stateSchema = 1;

const isStamped = hasShape({
  /** When it was set, ISO 8601: of two values the later one holds. */
  at: isText,
  value: isAnything,
});

/**
 * What later runs of a session know of earlier ones. Times are ISO 8601 in UTC. No prompt is in it;
 * `cached_results` may hold answers.
 */
export const isSessionState = hasShape({
  schema: ((value) => value === stateSchema) as Guard<typeof stateSchema>,
  session_id: isText,
  created_at: isText,
  updated_at: isText,
  project_root: isText,
  routing_history: isListOf(
    hasShape({
      timestamp: isText,
      /** Keyed with this install's own key: the hash of a short prompt would be no secret. */
      request_hash: isText,
      agent: isText,
      /** `done`, or the code of a failure. */
      result: isText,
    }),
  ),
  cached_results: isRecordOf(isStamped),
  /** Ids of jobs; their order is the queue's to decide. */
  work_queue: isListOf(isText),
  context: hasShape({
    active_files: isListOf(isText),
    recent_edits: isListOf(hasShape({file: isText, at: isText})),
    user_preferences: isRecordOf(isStamped),
  }),
  /** What was done to this file beside the updates: restored, shortened, merged. */
  notes: isListOf(hasShape({at: isText, code: isText, detail: isText})),
});

export type SessionState = Guarded<typeof isSessionState>;

export type RoutingHistoryEntry = SessionState['routing_history'][number];

export type StateNote = SessionState['notes'][number];

export type Stamped = Guarded<typeof isStamped>;

/** A session that nothing is known of yet. */
export function freshState(
  session: string,
  {now, projectRoot}: {now: string; projectRoot: string},
): SessionState {
  return {
    schema: stateSchema,
    session_id: session,
    created_at: now,
    updated_at: now,
    project_root: projectRoot,
    routing_history: [],
    cached_results: {},
    work_queue: [],
    context: {active_files: [], recent_edits: [], user_preferences: {}},
    notes: [],
  };
}
