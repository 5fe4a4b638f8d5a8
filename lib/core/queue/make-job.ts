import {type Job, type JobDraft, jobDefaults} from './job.ts';

/** A new job from what was said of it. @throws nothing: what is missing has a default. */
export function makeJob(
  draft: JobDraft,
  {id, addedAt, cwd}: {id: string; addedAt: string; cwd: string},
): Job {
  return {v: 1, id, added_at: addedAt, cwd, ...jobDefaults, ...draft};
}

/** A job with some of it said anew; a workflow takes the place of a prompt, and a prompt that of a workflow. */
export function changeJob(job: Job, draft: JobDraft): Job {
  const {prompt, workflow, ...rest} = job;
  const text =
    draft.workflow !== undefined
      ? {workflow: draft.workflow}
      : draft.prompt !== undefined
        ? {prompt: draft.prompt}
        : {
            ...(prompt === undefined ? {} : {prompt}),
            ...(workflow === undefined ? {} : {workflow}),
          };
  const {prompt: _prompt, workflow: _workflow, ...others} = draft;
  return {...rest, ...text, ...others};
}
