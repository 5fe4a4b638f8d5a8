import {isRecord} from './guard.ts';

/** The JSON object that a text holds; undefined: it is no JSON, or no object. */
export function parseRecord(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
