/** "ultrathink" and its like: a wish for all that the session's own model can do. */
export function wantsDepth(prompt: string): boolean {
  const text = `${prompt.slice(0, 4000)} ${prompt.slice(-1000)}`.toLowerCase();
  // Most prompts do not say "think", and compiling the pattern for them takes half a millisecond.
  return text.includes('think') && depth.test(text);
}

const depth =
  /(?<![\w-])(?:ultrathink|megathink|think (?:very |really |extra |super )?(?:hard|harder|hardest|deeply|intensely)|think (?:long and hard|step by step very carefully))(?![\w-])/;
