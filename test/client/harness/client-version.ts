/** The versions of the real client that the project is tested with; package.json pins both. */
export const clientVersions = ['2.1.197', '2.1.330'] as const;

export type ClientVersion = (typeof clientVersions)[number];
