import * as z from 'zod';
import {stateSchema} from './session-state.ts';

const time = z.string().describe('ISO 8601, UTC');

const stamped = z.looseObject({
  at: time.describe('When it was set, ISO 8601, UTC: of two values the later one holds'),
  value: z.unknown().optional(),
});

/** The readable form of a session's state; docs/schemas/session-state.schema.json is made from it. */
export const sessionStateSchema = z
  .looseObject({
    schema: z.literal(stateSchema).describe('Version of this schema; a higher one is left alone'),
    session_id: z.string(),
    created_at: time,
    updated_at: time,
    project_root: z.string(),
    routing_history: z
      .array(
        z.looseObject({
          timestamp: time,
          request_hash: z
            .string()
            .describe("HMAC-SHA256 of the request under this install's own key, cut to 128 bits"),
          agent: z.string(),
          result: z.string().describe('done, or the code of a failure'),
        }),
      )
      .describe('Where requests went'),
    cached_results: z.record(z.string(), stamped).describe('Answers by a name of their own'),
    work_queue: z.array(z.string()).describe('Ids of jobs'),
    context: z.looseObject({
      active_files: z.array(z.string()),
      recent_edits: z.array(z.looseObject({file: z.string(), at: time})),
      user_preferences: z.record(z.string(), stamped),
    }),
    notes: z
      .array(z.looseObject({at: time, code: z.string(), detail: z.string()}))
      .describe('What was done to the file beside updates: restored, shortened, merged'),
  })
  .meta({
    title: 'The state of a session',
    description:
      'state/session-state/<session>.json: what later runs of a session know of earlier ones. No prompt is in it; cached_results may hold answers.',
  });
