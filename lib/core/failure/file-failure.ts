import type {SetupFailure} from '../setup/setup-failure.ts';

/** What the file system refuses is an expected failure; undefined: the error is a bug of ours. */
export function fileFailure(error: unknown): SetupFailure | undefined {
  const {code, path} = (error ?? {}) as {code?: unknown; path?: unknown};
  if (typeof code !== 'string' || typeof path !== 'string') {
    return undefined;
  }
  return {code: 'file-not-usable', file: path, reason: nameReason(code)};
}

/** `permission denied` for EACCES. */
export function nameReason(code: string): string {
  return reasons[code] ?? code;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOENT: 'it is missing',
  EISDIR: 'it is a folder',
  ENOTDIR: 'it, or a folder above it, is a file',
  EEXIST: 'it, or a folder above it, is a file',
  ELOOP: 'its links go round in a ring',
};
