/** The first question of every launch. Loaded before anything else, so it uses only what old versions understand. */
import { LaunchError } from './errors.mjs';

const NEEDED = [20, 19];

/**
 * @param {string} version e.g. `v20.19.0`
 * @returns {boolean}
 */
export function isNodeNewEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}

/** @param {string} [version] */
export function checkNode(version = process.version) {
  if (isNodeNewEnough(version)) return;
  throw new LaunchError(
    'TW_NODE_TOO_OLD',
    `Tapwall needs Node.js ${NEEDED.join('.')} or newer and this is ${version}. Install Node.js 20, 22 or 24 and start again.`,
  );
}
