/** What the model reads when text typed into its running turn ends the directive of that turn. */
export function writeHold(because: string): string {
  return [
    `What the user has just typed into this turn is not routed to an agent by tierwise: ${because}.`,
    'The note that routed this turn no longer holds: what is left of it, and what was just typed, is done here by yourself.',
  ].join('\n');
}
