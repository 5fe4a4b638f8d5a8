/** A hook handler that prints this answer, whatever it is given. */
export function printHook(answer: object): object {
  const code = 'process.stdout.write(process.argv[1])';
  return {type: 'command', command: process.execPath, args: ['-e', code, JSON.stringify(answer)]};
}
