/** What the environment of a job's check is marked with, so that it is found after a killed night. */
export function checkMark(job: string): string {
  return `${job}/check`;
}
