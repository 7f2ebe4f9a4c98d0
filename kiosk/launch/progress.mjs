/**
 * Progress for a person on standard error: one line per step with its time. Standard output stays for programs.
 *
 * On a terminal the running step is redrawn in place; elsewhere (a log, a service manager) a long step says every
 * 15 seconds that it is still going on.
 */
const REDRAW_MS = 250;
const HEARTBEAT_MS = 15_000;

/**
 * @typedef {object} Step
 * @property {(text: string) => void} say changes what the step says it is doing
 * @property {(text?: string) => void} done ends the step
 * @property {() => void} failed ends the step
 */

/**
 * @param {string} text what is being done, e.g. `installing packages`
 * @param {{ stream?: NodeJS.WriteStream, now?: () => number }} [options]
 * @returns {Step}
 */
export function startStep(text, { stream = process.stderr, now = Date.now } = {}) {
  const began = now();
  const live = stream.isTTY;
  let current = text;
  const seconds = () => Math.round((now() - began) / 1000);
  const redraw = () => stream.write(`\r\x1b[2K… ${current} (${seconds()} s)`);
  const beat = () => stream.write(`… ${current} (${seconds()} s so far)\n`);
  if (live) redraw();
  else stream.write(`… ${current}\n`);
  const timer = setInterval(live ? redraw : beat, live ? REDRAW_MS : HEARTBEAT_MS);
  timer.unref();

  const end = (mark, said) => {
    clearInterval(timer);
    stream.write(`${live ? '\r\x1b[2K' : ''}${mark} ${said} (${((now() - began) / 1000).toFixed(1)} s)\n`);
  };
  return {
    say: (next) => {
      if (next === current) return;
      current = next;
      if (live) redraw();
      else stream.write(`… ${current}\n`);
    },
    done: (said = text) => end('✓', said),
    failed: () => end('✗', text),
  };
}

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}
