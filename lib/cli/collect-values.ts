/** For an option that may be repeated; one that takes a list would swallow the argument behind it. */
export function collectValues(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}
