import type {SetupScope} from './setup-scope.ts';

/** What can go wrong with an install or an uninstall. Nothing was changed unless the code says so. */
export type SetupFailure =
  | {
      code: 'settings-not-json';
      file?: string;
      /** Both count from 1. */
      line: number;
      column: number;
      problem: JsonProblem;
    }
  | {code: 'settings-not-utf8'; file?: string}
  | {code: 'settings-not-an-object'; file?: string; found: string}
  | {code: 'settings-hooks-not-an-object'; file?: string; found: string}
  | {code: 'settings-event-not-an-array'; file?: string; event: string; found: string}
  | {
      code: 'settings-plugins-not-an-object';
      file?: string;
      key: 'enabledPlugins' | 'extraKnownMarketplaces';
      found: string;
    }
  | {code: 'settings-status-line-unknown'; file?: string; found: string}
  /** A status line in a project would hide the person's own. */
  | {code: 'status-line-for-user-only'; file?: string}
  /** The mod was asked for and the client would not load it. */
  | {code: 'mod-not-possible'; scope: SetupScope; reason: string}
  /** The client refused a step; the files are in place, and running again tries again. */
  | {code: 'plugin-not-taken'; command: string; reason: string}
  /** Another install held the lock for all of our waiting time. */
  | {code: 'settings-busy'; file: string}
  /** Somebody kept writing settings.json between our look and our write. */
  | {code: 'settings-kept-changing'; file: string}
  /** Our lock went stale while we held it, as after a suspended laptop; settings.json is untouched. */
  | {code: 'setup-lock-lost'; file: string}
  | {code: 'distribution-incomplete'; folder: string; missing: string}
  /** Some files may have been written before this one; running again continues. */
  | {code: 'file-not-usable'; file: string; reason: string};

export type JsonProblem =
  | 'comment'
  | 'trailing-comma'
  | 'empty'
  | 'unexpected-end'
  | 'unexpected-text';

export type SetupResult<Value> = {ok: true; value: Value} | {ok: false; failure: SetupFailure};
