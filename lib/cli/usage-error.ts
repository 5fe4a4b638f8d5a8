/** A call that says too little or the wrong thing: exit code 2, with a call that would work. */
export class UsageError extends Error {
  readonly problem: string;
  readonly example: string;

  constructor(problem: string, example: string) {
    super(problem);
    this.problem = problem;
    this.example = example;
  }
}

export function usageError(problem: string, example: string): UsageError {
  return new UsageError(problem, example);
}
