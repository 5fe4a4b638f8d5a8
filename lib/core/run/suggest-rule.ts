/**
 * The narrowest permission rule of the client that would have allowed a call and is still worth
 * writing down: a command by its first two words, a file tool by its name.
 */
export function suggestRule({tool, input}: {tool: string; input: Record<string, unknown>}): string {
  if (tool !== 'Bash' || typeof input.command !== 'string') {
    return tool;
  }
  const words = input.command.trim().split(/\s+/);
  const plain = words.slice(0, 2).filter((word, at) => at === 0 || /^[a-z][\w:-]*$/i.test(word));
  return plain.every((word) => /^[\w./:@+-]+$/.test(word)) ? `Bash(${plain.join(' ')}:*)` : 'Bash';
}
