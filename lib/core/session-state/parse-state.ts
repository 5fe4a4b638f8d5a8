import {isRecord} from '../guard.ts';
import {isSessionState, type SessionState, stateSchema} from './session-state.ts';

export type StateText =
  | {is: 'state'; state: SessionState}
  | {is: 'newer'; version: number}
  | {is: 'corrupt'; problem: string};

/** What the text of a state file says. */
export function parseState(text: string): StateText {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {is: 'corrupt', problem: text.trim() === '' ? 'it is empty' : 'it is no JSON'};
  }
  if (isSessionState(value)) {
    return {is: 'state', state: value};
  }
  const version = isRecord(value) ? value.schema : undefined;
  return typeof version === 'number' && version > stateSchema
    ? {is: 'newer', version}
    : {is: 'corrupt', problem: 'it does not have the shape of a state'};
}
