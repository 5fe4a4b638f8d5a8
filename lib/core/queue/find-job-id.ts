import type {QueueFailure} from './queue-failure.ts';

/** The one id that begins as given; ids are typed by hand, so a beginning will do. */
export function findJobId(
  given: string,
  ids: readonly string[],
): {ok: true; value: string} | {ok: false; failure: QueueFailure} {
  const matches = ids.filter((id) => id === given || (given !== '' && id.startsWith(given)));
  const [only] = matches.includes(given) ? [given] : matches;
  if (only === undefined) {
    return {ok: false, failure: {code: 'job-missing', id: given, jobs: ids.length}};
  }
  return matches.length > 1 && only !== given
    ? {ok: false, failure: {code: 'job-ambiguous', id: given, matches}}
    : {ok: true, value: only};
}
