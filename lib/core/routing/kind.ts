/** What sort of work a prompt asks for. Order carries no meaning. */
export const kinds = [
  'question',
  'explain',
  'search',
  'run',
  'git',
  'docs',
  'edit-small',
  'format-rename',
  'test',
  'fix',
  'feature',
  'refactor',
  'review',
  'design',
  'migrate',
  'security',
  'data-or-ops',
  'plan',
  'chat',
  'follow-up',
  'other',
] as const;

export type Kind = (typeof kinds)[number];
