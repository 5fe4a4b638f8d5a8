import type {Result} from '../core/failure/failure.ts';
import {isText} from '../core/guard.ts';
import type {RunEvent, RunFact} from '../core/run/run-event.ts';
import {advanceRun, foldRun, noStep, type RunState, type StepState} from '../core/run/run-state.ts';
import {openJournal, readJournal} from '../edge/journal.ts';
import {identifySelf} from '../edge/process-identity.ts';
import {claimRun, releaseRun} from '../edge/run-claim.ts';
import {type RunFiles, readRunPrompt} from '../edge/run-folder.ts';

/** A run that this process holds. */
export interface OpenRun {
  files: RunFiles;
  prompt: string;
  state: () => RunState;
  step: (name: string) => StepState;
  /** Writes a fact down, and knows it only then. @throws when the disk refuses it. */
  record: (fact: RunFact) => void;
  /** Others may take it from here on. */
  close: () => void;
}

/** Takes up a run, a new one or an old one, for this process alone. */
export function openRun(files: RunFiles): Result<OpenRun> {
  const holder = claimRun(files.claims);
  if (holder !== undefined) {
    return {ok: false, failure: {code: 'run-busy', run: files.run, pid: holder.pid}};
  }
  const journal = openJournal<RunEvent>(files.journal);
  let state = readRunState(files);
  if (state === undefined) {
    journal.close();
    releaseRun(files.claims);
    return {ok: false, failure: {code: 'run-broken', run: files.run, file: files.journal}};
  }
  const record = (fact: RunFact): void => {
    const event: RunEvent = {at: new Date().toISOString(), ...fact};
    journal.append(event);
    state = advanceRun(state as RunState, event);
  };
  record({event: 'run-opened', ...identifySelf()});
  return {
    ok: true,
    value: {
      files,
      prompt: readRunPrompt(files),
      state: () => state as RunState,
      step: (name) =>
        Object.hasOwn((state as RunState).steps, name)
          ? ((state as RunState).steps[name] as StepState)
          : noStep,
      record,
      close: () => {
        journal.close();
        releaseRun(files.claims);
      },
    },
  };
}

/** What the journal of a run tells; undefined when it tells nothing. */
export function readRunState(files: RunFiles): RunState | undefined {
  const events = readJournal(files.journal).filter(
    (fact) => isText(fact.event) && isText(fact.at),
  ) as unknown as RunEvent[];
  return foldRun(events);
}
