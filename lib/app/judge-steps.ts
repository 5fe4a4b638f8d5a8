import type {FileStep} from '../core/isolation/change.ts';
import {judgeStep, orderSteps, type StepProgress} from '../core/isolation/judge-step.ts';
import {identifyFile, readStanding} from '../edge/tree-files.ts';

export interface JudgedStep extends FileStep {
  progress: StepProgress;
  /** Of the file that was judged. */
  identity: string;
}

/** How far each step has come in a person's tree, in the order in which steps are taken. */
export function judgeSteps(
  {repository, objectFormat}: {repository: string; objectFormat: string},
  steps: readonly FileStep[],
): JudgedStep[] {
  const paths = new Set(steps.map(({path}) => path));
  return orderSteps(steps).map((step) => {
    const identity = identifyFile(repository, step.path);
    const tree = {root: repository, objectFormat};
    const standing = readStanding(tree, step.path, (path) => paths.has(path));
    return {...step, identity, progress: judgeStep(step, standing)};
  });
}
