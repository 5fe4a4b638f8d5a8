/** What the figures of a report take for granted, in sentences. Part of every output of them. */
export const assumptions: readonly string[] = [
  'Tokens: from the transcripts, each request once. What the client sends and does not write there (titles, compaction) is not in them.',
  'Cost: list price by model and request, with cache reads, 5-minute and 1-hour cache writes at their own prices. A plan pays in quota, not in dollars.',
  'Base model, high: the moved requests with the same tokens, the same cache hits and the same cache writes, at the prices of their main thread.',
  "Base model, low: the same without what each moved agent's first request sent (input and cache): work done inline starts no agent.",
  "Moved by the plugin, low: of the conversation that was there before, nothing that was written to the smaller model's cache would have been written; and what the base model wrote again on its way back is paid. Until it comes back, that is what the turn added.",
  "Moved by the plugin, high: the base model's cache had run out and would have been written as well, as far as its reads on the way back do not show that it was there.",
  'In neither, for agents: inline work would re-read the longer conversation from the cache (dearer), and the main thread would not hand over (cheaper).',
];
