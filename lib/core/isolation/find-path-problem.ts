export type PathProblem =
  | 'leaves the tree'
  | 'lies in .git'
  | 'is not UTF-8'
  | 'is a repository of its own'
  | 'links to outside the tree'
  | 'links into .git';
