/**
 * Errors of the launcher: what can stop a program before anything of it is installed or built.
 * Every code is listed in docs/reference/errors.md; a test holds the two together.
 */
export const LAUNCH_ERRORS = Object.freeze({
  TW_NODE_TOO_OLD: 'This version of Node.js is too old.',
  TW_PACKAGES_MISSING: 'Debian packages are missing, and only root can install them.',
  TW_PACKAGES_FAILED: 'Debian packages could not be installed.',
  TW_INSTALL_FAILED: 'The Node.js packages could not be installed.',
  TW_BUILD_FAILED: 'The program could not be built from its sources.',
  TW_LAUNCH_FOLDER: 'The checkout cannot be written by this user.',
  TW_LAUNCH_BUSY: 'Another start has been installing or building for too long.',
});

/** Exit codes: 2 means "something about this machine must change first", 1 means "it was tried and failed". */
const EXIT_CODES = { TW_NODE_TOO_OLD: 2, TW_PACKAGES_MISSING: 2, TW_LAUNCH_FOLDER: 2 };

/** The only error the launcher throws on purpose. */
export class LaunchError extends Error {
  /**
   * @param {keyof typeof LAUNCH_ERRORS} code
   * @param {string} [message] a sentence with what to do
   * @param {{ output?: string }} [options] `output`: what the failed program printed, shown before the message
   */
  constructor(code, message, options = {}) {
    super(message ?? LAUNCH_ERRORS[code]);
    this.name = 'LaunchError';
    this.code = code;
    this.exitCode = EXIT_CODES[code] ?? 1;
    this.output = options.output ?? '';
  }
}

/**
 * Prints an error the way every command of ours does, one line of JSON on standard error, and gives the exit code.
 * @param {unknown} error
 * @returns {number}
 */
export function reportLaunchError(error) {
  if (!(error instanceof LaunchError)) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return 1;
  }
  if (error.output !== '') process.stderr.write(`${error.output.trimEnd()}\n`);
  process.stderr.write(`${JSON.stringify({ error: { code: error.code, message: error.message } })}\n`);
  return error.exitCode;
}
