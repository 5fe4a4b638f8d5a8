/**
 * Whether an ignored path goes into a copy all the same: what was installed for the work, and what
 * the person told Claude about this folder. Nothing else that is ignored does: it may be a secret
 * (`.env`), or large. Python environments would not help: their scripts name the first folder.
 */
export function isCarried(path: string): boolean {
  const name = path.replace(/\/$/, '').split('/').at(-1) ?? '';
  return (
    name === 'node_modules' ||
    /(?:^|\/)(?:\.claude\/settings\.local\.json|CLAUDE\.local\.md)$/.test(path)
  );
}
