/**
 * The environment of a verify command: the person's own, without what would let agent-written code
 * spend their money or speak in their name. A deny-list, since builds need variables that nobody
 * can list. A secret under an innocent name, or within a longer value, passes.
 */
export function verifyEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !isWithheld(entry[0]),
  );
  return Object.fromEntries(kept);
}

function isWithheld(name: string): boolean {
  return owners.test(name) || secretWord.test(name) || secretEnd.test(name);
}

/** Programs whose every variable is about an account, or would lead git to another repository. */
const owners =
  /^(?:ANTHROPIC|CLAUDE|CLAUDECODE|AWS|AZURE|GCP|GOOGLE|OPENAI|GEMINI|GIT|SSH|GPG)(?:_|$)/i;

/** A part of the name between underscores. `PWD` alone is the working folder. */
const secretWord =
  /(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|PASS|CREDENTIAL|AUTH|COOKIE|KEY|PAT)S?(?:_|$)|_PWD$/i;

/** `GITHUBTOKEN`, `npm_config_//registry/:_authToken`. */
const secretEnd = /(?:TOKEN|SECRET|PASSWORD|CREDENTIAL|APIKEY|ACCESSKEY|PRIVATEKEY)S?$/i;
