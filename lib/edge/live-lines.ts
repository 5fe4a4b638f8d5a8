import {createLogUpdate} from 'log-update';

/** Lines at the end of the terminal that are written again and again. */
export interface LiveLines {
  show: (text: string) => void;
  /** Takes them away; what is printed next begins where they were. */
  clear: () => void;
  /** Takes them away for good, and shows the cursor again. */
  end: () => void;
}

/** On standard error, where the answer does not go. */
export function openLiveLines(): LiveLines {
  const write = createLogUpdate(process.stderr);
  return {
    show: (text) => write(text),
    clear: () => write.clear(),
    end: () => {
      write.clear();
      write.done();
    },
  };
}
