/** Words on which a decision hangs: what endangers, what asks, and what a wish begins with. */
const words =
  'delete remove truncate database table user production deploy publish release migration payment customer password credential secret token server account backup branch repository folder push merge commit what which show list check explain open find rename revert update change install please should could same'.split(
    ' ',
  );
const known = new Set(words);
const longEnough = /[a-z]{3,13}/g;

/**
 * Puts right what fast fingers did to such a word: a letter twice, left out, or changed with its
 * neighbour. `delte the tabels` is as dangerous as it was meant.
 */
export function mendSlips(text: string): string {
  return text.replace(longEnough, (word) => {
    const stem = word.replace(/s$/, '');
    const meant = known.has(stem) ? undefined : words.find((each) => isSlip(stem, each));
    return meant === undefined ? word : meant + word.slice(stem.length);
  });
}

/** The first letter is where it belongs, and the last but for a change of the two; one slip lies between. */
function isSlip(word: string, meant: string): boolean {
  const longer = word.length - meant.length;
  if (word[0] !== meant[0] || longer > 1 || longer < -1) return false;
  let at = 1;
  while (at < meant.length && word[at] === meant[at]) at++;
  const after = word.slice(at);
  if (longer === 0) return after === `${meant[at + 1]}${meant[at]}${meant.slice(at + 2)}`;
  if (word.at(-1) !== meant.at(-1)) return false;
  return longer < 0
    ? after === meant.slice(at + 1)
    : word[at] === word[at - 1] && after.slice(1) === meant.slice(at);
}
