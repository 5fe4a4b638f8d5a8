import type {Mode} from './mode.ts';

/** Facts about this moment that decide what tierwise may do. All given, so that a caller thinks of each. */
export interface Situation {
  /** CLAUDE_CODE_ENTRYPOINT: `cli` is the terminal, `sdk-cli` is `claude -p`, `sdk-ts` and others a host. */
  entrypoint: string | undefined;
  /** A person sits in front of this session. */
  isAttended: boolean;
  /** Names of the environment variables that ask for orchestration: a batch, an overnight run, an API. */
  signals: readonly string[];
  /**
   * The client waits for JSON: `--json-schema` or stream-json input. A hand-off would break its answer.
   * undefined: nobody can tell.
   */
  isMachineRead: boolean | undefined;
  /** TIERWISE_MODE. */
  environmentMode: Mode | undefined;
  projectMode: 'off' | 'observe' | undefined;
  userMode: Mode | undefined;
  /** The user's config.json is there and cannot be understood. */
  isConfigBroken: boolean;
  /** Noted in the evidence; by itself it selects nothing. */
  isNight: boolean;
  /** Noted in the evidence; by itself it selects nothing. */
  hasWorkflowFile: boolean;
}
