import {randomBytes} from 'node:crypto';

/** Without those that look alike: an id is read off a screen and typed. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A thousand new jobs a day for a year: one chance in ten thousand that any two are alike. */
const length = 10;

/** `k7f3m2qdhx`. */
export function newJobId(): string {
  // 256 is no multiple of 31; ids need to be different, not secret.
  return [...randomBytes(length)].map((byte) => letters[byte % letters.length]).join('');
}
