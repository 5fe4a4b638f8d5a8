/** TIERWISE_DISABLE: any value but an empty one, 0 and false switches everything off. */
export function isDisabled(environment: Readonly<Record<string, string | undefined>>): boolean {
  const value = (environment.TIERWISE_DISABLE ?? '').toLowerCase();
  return !['', '0', 'false'].includes(value);
}
