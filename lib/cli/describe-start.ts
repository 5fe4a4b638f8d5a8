import type {StartReason} from '../core/quota/judge-start.ts';

/** Why a job may start, or may not, as a sentence. */
export const startReasons: Readonly<Record<StartReason, string>> = {
  'switched-off': 'tierwise is off (`tierwise on` takes that back)',
  'stop-file': 'the file "stop" lies in the queue folder',
  paused: 'you paused the queue',
  'outside-the-window': 'it is not night',
  'you-are-here': 'you were at work within the last half hour',
  limited: 'a limit of your plan is reached',
  'five-hours-used': 'what is left of the five hours is yours',
  'reaches-into-first-hour': 'a new five-hour window would reach into your usual first hour',
  'week-kept-for-you': 'what is left of the week is kept for you',
  'later-nights-will-do': 'what is left of the week does not expire yet: later nights can use it',
  'quota-unknown': 'nobody has said what is left of your plan',
  'paid-by-use': 'it is paid by use, within its cap',
  'left-over-expires': 'what is left would expire unused',
  'try-one': 'one job is tried, to see what is left of your plan',
};
