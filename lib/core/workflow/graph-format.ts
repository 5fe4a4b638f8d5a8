/** For Markdown, for Graphviz, or for a terminal. */
export const graphFormats = ['mermaid', 'dot', 'text'] as const;

export type GraphFormat = (typeof graphFormats)[number];
