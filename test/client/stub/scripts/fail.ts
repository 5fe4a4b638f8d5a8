import type {Script} from '../script.ts';

// The types that the real API sends with these codes; the client tells failures apart by them.
const errorTypes: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

/** Answers with an API error. */
export function fail(status: number, headers: Record<string, string> = {}): Script {
  return () => ({kind: 'error', status, headers, type: errorTypes[status] ?? 'api_error'});
}
