import {Command} from 'commander';
import {type Explanation, explainDecision} from '../../app/explain-decision.ts';
import {readEnvironment} from '../../edge/environment.ts';
import {print, printError, setExitCode} from '../../edge/terminal.ts';
import {describeTurn, toTurnJson} from '../describe-turn.ts';

export function whyVerb(): Command {
  return new Command('why')
    .summary('say why a prompt went where it went, and what ran')
    .description(
      'Shows one prompt: what was decided and why, which models answered, what it cost,\nand whether the decision was followed.',
    )
    .argument('[prompt]', 'a prompt id, or the beginning of one (default: last)', 'last')
    .option('--json', 'one JSON object')
    .action((id: string, {json}: {json?: true}) => {
      const explanation = explainDecision(id, readEnvironment());
      if (explanation.found === 'turn') {
        const {turn} = explanation;
        print(json ? JSON.stringify(toTurnJson(turn)) : describeTurn(turn));
        return;
      }
      if (json) {
        const {found: code, ...facts} = explanation;
        print(JSON.stringify({failure: {code, ...facts}}));
      } else {
        printError(describeMiss(explanation));
      }
      setExitCode(1);
    });
}

/** What, why, what now. */
function describeMiss(miss: Exclude<Explanation, {found: 'turn'}>): string {
  switch (miss.found) {
    case 'nothing-yet':
      return `No decision has been recorded yet. [nothing-yet]\n${miss.folder} holds none.\nSee whether the hooks are installed and on:\n  tierwise status`;
    case 'no-such-prompt':
      return `No prompt has an id that begins with "${miss.id}". [no-such-prompt]\nEvidence is kept for 90 days; tierwise compliance names the ids worth a look.\nThe newest one:\n  tierwise why ${miss.latest}`;
    case 'several':
      return `${miss.count} prompts have an id that begins with "${miss.id}". [several]\nAmong them: ${miss.prompts.join(', ')}\nGive more of the id:\n  tierwise why ${miss.prompts[0]}`;
  }
}
