/** What one attempt, and all of them together, may take of the machine. */
export interface ResourceLimits {
  /** Clients of all runs of this user at once. */
  children: number;
  /** Of a client with everything that it started. */
  memoryBytes: number;
  /** Of what a client prints. */
  outputBytes: number;
}

/** A client takes about 300 MB; builds and tests that it starts may take much more. */
export const resourceLimits: ResourceLimits = {
  children: 4,
  memoryBytes: 8_000_000_000,
  outputBytes: 256_000_000,
};
