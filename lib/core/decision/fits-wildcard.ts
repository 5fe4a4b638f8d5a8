/**
 * Whether a text fits a pattern in which `*` stands for anything, in any case. Each part is looked for
 * once, from left to right: the time is linear in the text, whatever the pattern.
 */
export function fitsWildcard(text: string, pattern: string): boolean {
  const [first = '', ...parts] = pattern.toLowerCase().split('*');
  const wanted = text.toLowerCase();
  const last = parts.pop();
  if (last === undefined) return wanted === first;
  if (!wanted.startsWith(first) || !wanted.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = wanted.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= wanted.length - last.length;
}
