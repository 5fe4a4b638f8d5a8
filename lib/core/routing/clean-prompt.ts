import {mendSlips} from './mend-slips.ts';
import {pattern} from './pattern.ts';

/** What was found beside the instruction itself. */
type Cue = 'code' | 'file' | 'url' | 'paste' | 'image' | 'error' | 'log' | 'quote' | 'command';

export interface CleanPrompt {
  /** The instruction in lower case; each part that was taken out left a `§name` in its place. */
  text: string;
  /** What was taken out (code, quotes, logs), in lower case: judged for danger alone. */
  aside: string;
  cues: ReadonlySet<Cue>;
}

// Everything that matters stands at the ends of a prompt; a cap keeps a pasted megabyte cheap.
const headLength = 6000;
const tailLength = 2000;

const fence = /```[^`]*(?:```|$)|~~~[^~]*(?:~~~|$)/g;
const inlineCode = /`([^`\n]{1,200})`/g;
// A source, as \p classes take 0.4 ms to read even where the expression never runs.
const quote =
  '(?<![\\p{L}\\p{N}])["\u201c\u201d\u201e«]([^"\u201c\u201d«»\\n]{1,300})["\u201c\u201d»]';
const quoteMarks = ['"', '\u201c', '\u201d', '\u201e', '«'];
const apostrophes = ['\u2019', '\u2018', '`', '´'];
const pasted = /\[(?:pasted text|pasted content)[^\]\n]{0,40}\]/g;
const image = /\[(?:image|screenshot|bild)[^\]\n]{0,40}\]|\.(?:png|jpe?g|gif|webp)(?![\w.])/g;
const url = /\b(?:https?:\/\/|www\.)[^\s<>"')\]]{1,300}/g;
const path =
  /(?<![\w/.@~-])@?(?:~|\.{1,2})?(?:[\w.-]{0,80}[/\\]){1,12}[\w.*-]{0,80}|(?<![\w.-])@?[\w-]{1,60}(?:\.[\w-]{1,30}){0,3}\.(?=(?:[cm]?[jt]sx?|py|rs|go|java|kt|rb|php|cs|cpp|cc|hh?|hpp|swift|md|mdx|txt|json|ya?ml|toml|ini|cfg|conf|css|scss|html?|vue|svelte|sql|sh|bat|ps1|csv|xml|lock|nix|lua|tf|proto|gradle|env|log|pdf|docx?|xlsx?|svg|ipynb)(?![\w-]))\w+|(?<![\w.])\.env(?:\.\w{1,20})?\b/g;
const mention = /(?<![\w.])@["\w][\w-]{0,60}/g;
const stackLine =
  /^\s{0,12}(?:at .{1,200}[:(]\d|file ".{1,200}", line \d|caused by: |traceback \(|goroutine \d|\.{3} \d+ more)/;
const logLine =
  /^\s{0,12}(?:\[?\d{4}-\d\d-\d\d[t ]\d\d:|\[?\d\d:\d\d:\d\d|\[?(?:info|debug|warn|warning|error|fatal|trace)\]?[: ]\s?\S+[:=]|npm (?:err|warn|error)|error(?:\[\w+\])?: |\$ |[>%#] ?[a-z]{2,12} |[+-]{3} [ab]\/|@@ -\d|\w{0,30}(?:error|exception): )/;
const errorName = pattern(
  'error|exception|ts(|ts0|ts1|ts2|ts3|ts4|ts5|ts6|ts7|ts8|ts9|errno|code |http ',
  /\b\w{0,40}(?:error|exception)\b\s?[:(]|\bts\(?\d{4}\b|\berrno\b|\b(?:exit|status) code [1-9]|\bhttp [45]\d\d\b/,
);
const shellPrompt = /^\s{0,4}\$ \S/;

/** Takes code, quotes, logs, paths and links out of the instruction and says that they were there. */
export function cleanPrompt(prompt: string): CleanPrompt {
  const cues = new Set<Cue>();
  const asides: string[] = [];
  const takeOut = (cue: Cue, keep: boolean) => (match: string, inner?: unknown) => {
    cues.add(cue);
    if (keep) asides.push(typeof inner === 'string' ? inner : match);
    // A block of code beside the wish changes nothing about its size.
    return cue === 'code' ? '\n' : ` §${cue} `;
  };
  let text = capText(prompt).normalize('NFC').toLowerCase();
  // Each expression runs only where its mark stands: compiling them all takes longer than the rest.
  const has = (mark: string) => text.includes(mark);
  const isDotted = /\.\w/.test(text);
  if (apostrophes.some(has)) {
    text = text.replace(/[\u2019\u2018`\u00b4](?=[a-z]{1,3}\b)(?<=\w.)/g, "'");
  }
  if (has('```') || has('~~~')) text = text.replace(fence, takeOut('code', true));
  if (has('[pasted ')) text = text.replace(pasted, takeOut('paste', false));
  if (has('[') || isDotted) text = text.replace(image, takeOut('image', false));
  text = dropPastedLines(text, cues, asides);
  if (errorName.test(text)) cues.add('error');
  if (has('`')) text = text.replace(inlineCode, takeOut('command', true));
  if (has('http') || has('www.')) text = text.replace(url, takeOut('url', false));
  if (quoteMarks.some(has)) text = text.replace(new RegExp(quote, 'gu'), takeOut('quote', true));
  if (isDotted || has('/') || has('\\')) text = text.replace(path, takeOut('file', true));
  if (has('@')) text = text.replace(mention, takeOut('file', false));
  return {text: mendSlips(text.trim()), aside: asides.join('\n'), cues};
}

function capText(prompt: string): string {
  if (prompt.length <= headLength + tailLength) return prompt;
  return `${prompt.slice(0, headLength)}\n${prompt.slice(-tailLength)}`;
}

// A line of a log in a prompt of several lines is a paste; a prompt that is one line is the wish itself.
function dropPastedLines(text: string, cues: Set<Cue>, asides: string[]): string {
  const lines = text.split('\n');
  if (lines.length < 2) return text;
  const kept = lines.filter((line) => {
    const isPasted = stackLine.test(line) || (logLine.test(line) && !shellPrompt.test(line));
    if (isPasted) {
      cues.add(stackLine.test(line) ? 'error' : 'log');
      asides.push(line);
    }
    return !isPasted;
  });
  return kept.join('\n');
}
