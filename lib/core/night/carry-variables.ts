/** What of the shell's variables a scheduled night gets. */
export interface CarriedVariables {
  carried: Record<string, string>;
  /** Names of secrets, which are set in the shell and are not carried. */
  withheld: string[];
}

/**
 * A scheduler starts a night without the person's shell, so that by which Claude is found and
 * reached is written into the scheduler's file. Never a secret: whoever may read the user's files
 * can read that one, and backups do.
 */
export function carryVariables(
  environment: Readonly<Record<string, string | undefined>>,
): CarriedVariables {
  const isSet = (name: string): boolean => Boolean(environment[name]);
  const withPassword = addressNames.filter((name) => holdsPassword(environment[name] ?? ''));
  const carried = [...plainNames, ...addressNames].filter(
    (name) => isSet(name) && !withPassword.includes(name) && isOneLine(environment[name] ?? ''),
  );
  return {
    carried: Object.fromEntries(carried.map((name) => [name, environment[name] ?? ''])),
    withheld: [...secretNames.filter(isSet), ...withPassword],
  };
}

/** A second line would be read as an order to the scheduler. */
function isOneLine(value: string): boolean {
  return !/[\r\n]/.test(value);
}

/** `http://user:password@proxy`, with or without its scheme, or a token in the query. */
function holdsPassword(address: string): boolean {
  return /[@?]/.test(address);
}

const plainNames = [
  ...['PATH', 'CLAUDE_CONFIG_DIR', 'TIERWISE_HOME', 'XDG_CACHE_HOME'],
  ...['CLAUDE_CODE_USE_BEDROCK', 'CLAUDE_CODE_SKIP_BEDROCK_AUTH'],
  ...['AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION'],
  ...['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'],
  ...['CLAUDE_CODE_USE_VERTEX', 'CLAUDE_CODE_SKIP_VERTEX_AUTH', 'CLOUD_ML_REGION'],
  ...['ANTHROPIC_VERTEX_PROJECT_ID', 'GOOGLE_CLOUD_PROJECT', 'GOOGLE_APPLICATION_CREDENTIALS'],
  // What haiku, sonnet and opus are called there.
  ...['ANTHROPIC_DEFAULT_HAIKU_MODEL', 'ANTHROPIC_DEFAULT_SONNET_MODEL'],
  ...['ANTHROPIC_DEFAULT_OPUS_MODEL', 'NO_PROXY', 'no_proxy', 'NODE_EXTRA_CA_CERTS'],
];

/** They can hold a password. */
const addressNames = [
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'],
  ...['ANTHROPIC_BASE_URL', 'ANTHROPIC_BEDROCK_BASE_URL', 'ANTHROPIC_VERTEX_BASE_URL'],
];

const secretNames = [
  ...['ANTHROPIC_API_KEY', 'ANTHROPIC_AUTH_TOKEN', 'ANTHROPIC_CUSTOM_HEADERS'],
  ...['CLAUDE_CODE_OAUTH_TOKEN', 'AWS_BEARER_TOKEN_BEDROCK'],
  ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
];
