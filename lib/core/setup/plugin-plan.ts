/** What the client is told about our plugin. */
export interface PluginPlan {
  /** `by-hand`: somebody else set it up, and it is left to them. */
  change: 'added' | 'removed' | 'unchanged' | 'by-hand' | 'none';
  /** Arguments of `claude`, one call after the other. */
  calls: string[][];
}
