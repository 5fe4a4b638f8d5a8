import type {Kind} from '../routing/kind.ts';

/** What a turn is expected to take. */
export interface ExpectedWork {
  /** Requests to the API, tool loops included. */
  requests: number;
  /** Tokens that the model writes, all requests together. */
  output: number;
  /** Tokens that tool results add to the conversation. */
  results: number;
}

/**
 * Orders of magnitude. Requests and answers are chosen; a tool's result is taken as some 2,000
 * tokens, after what tools return in this repository: a test run 2,900 (7,500 where the client cuts
 * a long one off), a diff 1,000 to 5,000, a search 500 to 700, a file 400 to 1,900. Enough to tell a
 * move that pays many times over from one that rewrites a large cache for two cheap answers. Where
 * a sum is close, both sides cost about the same and nothing hangs on it.
 */
export const expectedWork: Readonly<Record<Kind, ExpectedWork>> = {
  question: work(2, 500, 3_000),
  explain: work(4, 1_200, 10_000),
  search: work(4, 600, 8_000),
  // How is it run, the run, a look at what failed, the answer.
  run: work(4, 800, 6_000),
  git: work(4, 600, 3_000),
  docs: work(5, 2_000, 8_000),
  'edit-small': work(4, 900, 5_000),
  'format-rename': work(5, 1_200, 6_000),
  test: work(8, 4_000, 15_000),
  fix: work(10, 4_000, 20_000),
  feature: work(15, 8_000, 30_000),
  refactor: work(15, 8_000, 30_000),
  review: work(8, 3_000, 25_000),
  design: work(6, 4_000, 15_000),
  migrate: work(15, 8_000, 30_000),
  security: work(8, 3_000, 20_000),
  'data-or-ops': work(6, 2_000, 8_000),
  plan: work(6, 3_000, 15_000),
  chat: work(1, 200, 0),
  'follow-up': work(4, 1_500, 8_000),
  other: work(4, 1_500, 8_000),
};

function work(requests: number, output: number, results: number): ExpectedWork {
  return {requests, output, results};
}
