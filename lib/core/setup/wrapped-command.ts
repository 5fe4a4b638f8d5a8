/** A status line of ours in settings.json. */
export interface OwnStatusLine {
  /** What starts ours, as `sh` reads it. */
  command: string;
  /**
   * The person's own command behind it, as a JSON text; null: they had none. undefined: somebody
   * put ours there by hand, and what stands behind it cannot be told apart.
   */
  own: string | null | undefined;
}

/**
 * A JSON text with ours in front of the command in another one. The person's command keeps its
 * spelling, escapes included, so that it can be given back without having been written down.
 * @param own a JSON text of the person's command, with its quotes.
 */
export function wrapCommand(own: string, command: string): string {
  const quoted = unitsOf(own)
    .map((unit) => (isQuote(unit) ? unit + escapedBackslash + unit + unit : unit))
    .join('');
  return `${JSON.stringify(command + separator).slice(0, -1)}'${quoted}'"`;
}

/** What stands in a JSON text of a command; undefined: nothing of ours. */
export function readOwnStatusLine(text: string): OwnStatusLine | undefined {
  const value: string = JSON.parse(text);
  const command = ownCommand.exec(value)?.[0];
  if (command === undefined) {
    return undefined;
  }
  if (value === command) {
    return {command, own: null};
  }
  // One unit of the text is one of the value, however it is spelled.
  const units = unitsOf(text).slice(command.length);
  const start = units.slice(0, separator.length).map(readUnit).join('');
  const own = start === separator ? unquote(units.slice(separator.length)) : undefined;
  return {command, own};
}

/** `sh` reads the program and its one argument; whoever types it may leave the quotes out. */
const ownCommand = /^.*?[\\/]hooks[\\/]tierwise[\\/]status-line\.cjs'?/s;

const separator = ' -- ';

/** A backslash, as JSON spells it. */
const escapedBackslash = '\\\\';

/** The person's command in single quotes, in which `sh` reads nothing but the quote: `'\''`. */
function unquote(units: readonly string[]): string | undefined {
  const [first = '', last = ''] = [units[0], units.at(-1)];
  if (units.length < 2 || !isQuote(first) || !isQuote(last)) {
    return undefined;
  }
  let own = '';
  for (let at = 1; at < units.length - 1; at += 1) {
    const unit = units[at] ?? '';
    if (isQuote(unit)) {
      const rest = units.slice(at + 1, at + 4);
      if (at + 4 > units.length - 1 || rest.map(readUnit).join('') !== "\\''") {
        return undefined;
      }
      at += 3;
    }
    own += unit;
  }
  return `"${own}"`;
}

/** The spellings of each unit of a JSON text's value, in order. */
function unitsOf(text: string): string[] {
  return text.slice(1, -1).match(/\\u[0-9a-fA-F]{4}|\\.|[^\\]/gs) ?? [];
}

function readUnit(unit: string): string {
  return JSON.parse(`"${unit}"`);
}

function isQuote(unit: string): boolean {
  return readUnit(unit) === "'";
}
