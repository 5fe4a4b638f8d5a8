/** Lines of at most the given width, broken at spaces; a word that is longer stands alone. */
export function wrapText(text: string, {width, indent}: {width: number; indent: string}): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && indent.length + longer.length > width) {
      lines.push(indent + line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, indent + line];
}
