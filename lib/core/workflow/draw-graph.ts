import type {GraphFormat} from './graph-format.ts';
import type {StepGraph} from './link-steps.ts';
import {nameAgent} from './plan-workflow.ts';
import type {Step, Workflow} from './workflow.ts';

/** The graph of a workflow as text: for Markdown, for Graphviz, or for a terminal. */
export function drawGraph(workflow: Workflow, graph: StepGraph, format: GraphFormat): string {
  const byId = new Map(workflow.steps.map((step) => [step.id, step]));
  const steps = graph.order.map((id) => byId.get(id) as Step);
  return drawers[format](steps, graph, workflow.name).join('\n');
}

type Draw = (steps: readonly Step[], graph: StepGraph, name: string) => string[];

const drawers: Readonly<Record<GraphFormat, Draw>> = {
  mermaid: (steps) => [
    'flowchart TD',
    // A key of our own: an id such as "end" is a word of Mermaid.
    ...steps.map((step) => `  s_${step.id}["${labelOf(step).map(escapeHtml).join('<br/>')}"]`),
    ...steps.flatMap(({id, dependsOn}) => dependsOn.map((each) => `  s_${each} --> s_${id}`)),
    ...fallbacks(steps).map(([from, to]) => `  s_${from} -.->|on error| s_${to}`),
  ],
  dot: (steps, _graph, name) => [
    `digraph "${escapeDot(name)}" {`,
    '  node [shape=box];',
    ...steps.map((step) => `  "${step.id}" [label="${labelOf(step).map(escapeDot).join('\\n')}"];`),
    ...steps.flatMap(({id, dependsOn}) => dependsOn.map((each) => `  "${each}" -> "${id}";`)),
    ...fallbacks(steps).map(
      ([from, to]) => `  "${from}" -> "${to}" [style=dashed, label="on error"];`,
    ),
    '}',
  ],
  text: (steps, {waveOf, standsInFor}) => {
    const width = Math.max(...steps.map(({id}) => id.length));
    return steps.map((step, at) => {
      const wave = waveOf.get(step.id) ?? 1;
      const isFirst = at === 0 || waveOf.get(steps[at - 1]?.id ?? '') !== wave;
      const failed = standsInFor.get(step.id);
      return [
        (isFirst ? String(wave) : '').padStart(3),
        ` ${step.id.padEnd(width)}  ${nameAgent(step)}`,
        step.dependsOn.length > 0 ? `  after ${step.dependsOn.join(', ')}` : '',
        failed === undefined ? '' : `  if ${failed} fails`,
        step.when === null ? '' : `  when ${oneLine(step.when)}`,
      ].join('');
    });
  },
};

function labelOf(step: Step): string[] {
  return [step.id, nameAgent(step), ...(step.when === null ? [] : [`when ${oneLine(step.when)}`])];
}

function fallbacks(steps: readonly Step[]): [from: string, to: string][] {
  return steps.flatMap(({id, onError}) =>
    onError.kind === 'fallback' ? [[id, onError.step] as [string, string]] : [],
  );
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"#]/g, (sign) => `#${sign.charCodeAt(0)};`);
}

function escapeDot(text: string): string {
  return text.replace(/["\\]/g, '\\$&');
}
