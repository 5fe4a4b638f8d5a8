import {Command} from 'commander';
import {type SwitchReport, switchRouting} from '../../app/switch-routing.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {print} from '../../edge/terminal.ts';

export function offVerb(): Command {
  return new Command('off')
    .summary('stop routing, in every session, from the next prompt')
    .description(
      'Stops all routing from the next prompt of every session. Nothing is uninstalled.\nBack: tierwise on',
    )
    .action(() => print(describe(switchRouting(readEnvironment(), true))));
}

export function onVerb(): Command {
  return new Command('on')
    .summary('route again, from the next prompt')
    .description('Takes back `tierwise off`, from the next prompt of every session.')
    .action(() => print(describe(switchRouting(readEnvironment(), false))));
}

function describe({isOff, hasChanged, isDisabledByEnvironment}: SwitchReport): string {
  const state = isOff ? 'off' : 'on';
  const already = hasChanged ? '' : ' already';
  if (isOff) {
    return `tierwise is${already} ${state}: prompts go to the session's own model. Back: tierwise on`;
  }
  return isDisabledByEnvironment
    ? 'the off switch is lifted, but TIERWISE_DISABLE is set here and keeps tierwise off. Unset it.'
    : `tierwise is${already} ${state}, from the next prompt.`;
}
