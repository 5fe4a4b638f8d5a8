/** `$12.34`, `$0.0016`, `-$3.10`: two digits, or four where two would say nothing. */
export function formatMoney(usd: number): string {
  const size = Math.abs(usd);
  const digits = size >= 0.1 || size < 0.00005 ? 2 : 4;
  return `${usd < 0 && size >= 0.00005 ? '-' : ''}$${size.toFixed(digits)}`;
}

/** `950`, `12.3k`, `1.2M`: never wider than six characters. */
export function formatCount(number: number): string {
  for (const [size, unit] of units) {
    // A hair below the next unit is rounded up to it.
    if (number >= size * 0.9995) {
      const scaled = number / size;
      return `${scaled >= 99.95 ? Math.round(scaled) : scaled.toFixed(1)}${unit}`;
    }
  }
  return String(number);
}

const units = [
  [1_000_000_000, 'G'],
  [1_000_000, 'M'],
  [1000, 'k'],
] as const;

export function formatShare(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** `1 turn`, `2 turns`. */
export function formatNumber(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Text as a paragraph of lines of at most 78 columns. */
export function wrapText(text: string, indent = ''): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.length + word.length > 77 && line.trim() !== '') {
      lines.push(line);
      line = `${indent}${word}`;
    } else {
      line += line.trim() === '' ? word : ` ${word}`;
    }
  }
  return [...lines, line];
}

/** Cut in the middle, as the two ends of a path or a name tell most. */
export function clipMiddle(text: string, width: number): string {
  if (text.length <= width) {
    return text;
  }
  const head = Math.floor((width - 1) / 3);
  return `${text.slice(0, head)}…${text.slice(text.length - (width - 1 - head))}`;
}
