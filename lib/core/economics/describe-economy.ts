import type {Cost, Economy} from './economy.ts';

/** The sum as lines: for `route --explain` and `/tierwise:why`. */
export function describeEconomy({stay, move, saving, pays}: Economy): string[] {
  return [
    'stay:',
    ...stay.map(describeCost),
    'move:',
    ...move.map(describeCost),
    pays ? `the move saves ${dollars(saving)}` : `the move costs ${dollars(-saving)} more`,
  ];
}

function describeCost({what, usd}: Cost): string {
  return `  ${dollars(usd)}  ${what}`;
}

function dollars(usd: number): string {
  return `$${usd.toFixed(4)}`;
}
