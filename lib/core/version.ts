declare const TIERWISE_VERSION: string | undefined;

/** The package's version; the bundler writes it in. */
export const version =
  typeof TIERWISE_VERSION === 'string' ? TIERWISE_VERSION : '0.0.0-development';
