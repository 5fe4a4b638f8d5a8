/** The home folder and all above it. Both are real paths, `/` between their parts. */
export function isTooWide(folder: string, home: string): boolean {
  return `${home}/`.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
