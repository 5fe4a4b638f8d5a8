import type {CheckedConfig} from '../config/check-config.ts';
import {describeFailure} from '../failure/describe-failure.ts';
import type {Result} from '../failure/failure.ts';
import {type Check, finding} from './finding.ts';

/** A configuration file of ours, as it was checked. */
export interface ConfigFacts {
  kind: 'user' | 'project';
  file: string;
  isThere: boolean;
  checked: Result<CheckedConfig>;
}

export function judgeConfig({kind, file, isThere, checked}: ConfigFacts): Check {
  if (!checked.ok) {
    const [path, ...rest] = describeFailure(checked.failure, '').why;
    const why = [...(path === file ? [] : [path ?? '']), ...rest.slice(0, 1)];
    const code = kind === 'user' ? 'config-broken' : 'project-config-broken';
    return {findings: [finding(code, {file, why})]};
  }
  const {problems, warnings} = checked.value;
  return {
    ...(isThere
      ? {healthy: `${file} is valid`}
      : kind === 'user'
        ? {healthy: 'no config.json: everything is at its default'}
        : {}),
    findings: [
      ...problems.map((problem) =>
        kind === 'user'
          ? finding('config-wrong-value', {file, ...problem})
          : finding('project-config-broken', {
              file,
              why: [
                `Line ${problem.line}, column ${problem.column}: ${problem.key} is ${problem.found}; it takes ${problem.expected}.`,
              ],
            }),
      ),
      ...warnings.map((warning) => finding('config-key-ignored', {file, ...warning})),
    ],
  };
}
