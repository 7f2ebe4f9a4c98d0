/** Ctrl+C in an import: it ends where it is, cleans up and says so. A second one ends the process as it is, which harms nothing. */

/** As shells count them: 128 and the number of the signal. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

export interface Interruption {
  signal: AbortSignal;
  /** Undefined: nobody interrupted. */
  exitCode(): number | undefined;
  stop(): void;
}

export function listenForInterruption(): Interruption {
  const control = new AbortController();
  let code: number | undefined;
  const stops = (Object.keys(EXIT_CODES) as (keyof typeof EXIT_CODES)[]).map((name) => {
    const onSignal = (): void => {
      code = EXIT_CODES[name];
      control.abort();
    };
    process.once(name, onSignal);
    return () => process.removeListener(name, onSignal);
  });
  return {
    signal: control.signal,
    exitCode: () => code,
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
