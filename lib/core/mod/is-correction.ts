/**
 * Whether a prompt says that the last answer was wrong or is to be taken back. Short ones only: a
 * long prompt that begins with "no" is new work, and says so itself.
 */
export function isCorrection(prompt: string): boolean {
  const text = prompt.trim().toLowerCase().replace(/[’‘]/g, "'");
  return text.length <= 200 && (takesBack.test(text) || isRefused.test(text) || judges.test(text));
}

const takesBack =
  /^(?:please |no,? )?(?:undo|redo|revert|roll ?back|take (?:it|that|this) back|put (?:it|that) back)(?: (?:that|this|it|your (?:last )?(?:change|changes|edit|edits|work)|the last (?:change|edit|step|turn)|everything|all(?: of (?:it|that))?))?(?: please)?(?:[.!,;:]|$)/;

const isRefused =
  /^(?:no|nope|nah|nein)(?:[.,!;:\s-]+)(?:that'?s |that is |this is |it'?s |you'?re )?(?:totally |completely |still |all )?(?:wrong|not (?:right|correct|what i|it\b)|incorrect|falsch|broken|worse|bad|undo|revert|redo)/;

const judges =
  /^(?:that'?s|that is|this is|it'?s|you'?re|that was|this was) (?:just |totally |completely |still |all )?(?:wrong|incorrect|not (?:right|correct|what i (?:asked|meant|wanted)))(?![\w-])|^(?:wrong|incorrect)(?:[.!,;:]|$| again| answer)/;
