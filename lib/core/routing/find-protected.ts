import type {CleanPrompt} from './clean-prompt.ts';
import type {Kind} from './kind.ts';
import {pattern} from './pattern.ts';

const protectedPath = pattern(
  'claude|agents|skills|hooks|settings|.github|gitlab-ci|jenkinsfile|workflows|migration|.env|secret|credential|.pem|.key|id_rsa|.ssh|.tf|lock',
  /(?:^|[\s/\\"'`(@])(?:claude\.(?:md|json)|agents\.md|\.?claude(?=[/\\])|(?:agents|skills|hooks|migrations?|workflows)[/\\]|settings(?:\.local)?\.json|\.github|\.gitlab-ci|jenkinsfile|\.env\b(?!\.?(?:example|sample|template))|\.ssh|id_rsa|[\w.-]*(?:secret|credential)s?\b[\w.-]*\.\w+|[\w.-]+\.(?:pem|key|tf)\b)/,
);
/** Nothing is written for these. */
const readingKinds: readonly Kind[] = ['question', 'explain', 'search'];

/** Why a prompt is not for the smallest tier: it names a file that steers agents, CI, data or secrets. */
export function findProtected(
  {aside, text}: Pick<CleanPrompt, 'aside' | 'text'>,
  kind: Kind,
): string | undefined {
  if (readingKinds.includes(kind)) return undefined;
  const named = `${aside}\n${text}`;
  return protectedPath.test(named) ? 'names a protected file' : undefined;
}
