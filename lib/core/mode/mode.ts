/** What tierwise does with a prompt. */
export type Mode = 'off' | 'observe' | 'directive' | 'orchestration';

/** How hard a directive is backed: told, the Agent call rewritten, or delegation required. */
export type Enforcement = 'advise' | 'enforce' | 'strict';

export const modes: readonly Mode[] = ['off', 'observe', 'directive', 'orchestration'];

export const enforcements: readonly Enforcement[] = ['advise', 'enforce', 'strict'];
