/** What can go wrong when a run hands values to its child. Nothing was handed on. */
export type ContextFailure =
  | {code: 'context-name-unusable'; name: string}
  /** All values together; `largest` names the one to shorten. */
  | {code: 'context-too-large'; bytes: number; limit: number; largest: string}
  | {code: 'context-value-missing'; name: string; known: string[]}
  /** The file that TIERWISE_CONTEXT_FILE names. */
  | {code: 'context-file-unusable'; file: string; problem: string};
