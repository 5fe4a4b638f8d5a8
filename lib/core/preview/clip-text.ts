/** The first words on one line: no line breaks, no control characters that a terminal would obey. */
export function clipText(text: string, width: number): string {
  // Far more than any width: a pasted log of megabytes is not walked through for thirty letters.
  const line = text
    .slice(0, width * 20)
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();
  const letters = [...line];
  return letters.length <= width
    ? line
    : `${letters
        .slice(0, width - 1)
        .join('')
        .trimEnd()}…`;
}
