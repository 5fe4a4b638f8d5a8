/**
 * A model's name as the price table writes it: without provider (`us.anthropic.`, `anthropic/`),
 * date, revision (`-v1:0`) and context (`[1m]`). A display name ("Opus 4.8") becomes an id.
 */
export function plainModelName(model: string): string {
  const name = model
    .trim()
    .toLowerCase()
    .replace(/\s*(?:\[[^\]]*\]|\([^)]*\))$/, '')
    .replace(/^.*(?=claude-)/, '')
    .replace(/[-@]?v\d+(?::\d+)?$/, '')
    .replace(/[-@]20\d{6}$/, '')
    .replace(/-latest$/, '')
    .replace(/[\s.]+/g, '-');
  return /^(?:haiku|sonnet|opus|fable)-\d/.test(name) ? `claude-${name}` : name;
}
