/** How hard a request asks to think; a number only on internal builds. */
export type Effort = 'low' | 'medium' | 'high' | 'xhigh' | 'max' | number;

/** Work that is small enough to move needs no more than medium. An absent effort stays absent. */
export function capEffort(effort: Effort | undefined): Effort | undefined {
  return effort === undefined || effort === 'low' || effort === 'medium' ? effort : 'medium';
}
