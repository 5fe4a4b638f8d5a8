/** Where the `.git` file of a worktree says that its folder is; it may be relative to the file's. */
export function linkedGitFolder(text: string): string | undefined {
  return /^gitdir: (.+)/.exec(text)?.[1]?.trim();
}
