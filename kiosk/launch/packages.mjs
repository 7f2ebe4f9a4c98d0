/** Debian packages: finds out what is missing, installs it as root, and otherwise says the one line to run. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LaunchError } from './errors.mjs';
import { startStep } from './progress.mjs';
import { runProgram } from './run-program.mjs';

const LISTS = '/var/lib/apt/lists';
const PCSC_HEADER = '/usr/include/PCSC/winscard.h';

/** What native modules are compiled with: the program that must be on the path, and the package that brings it. */
const TOOLCHAIN = [
  { programs: ['python3', 'python'], package: 'python3' },
  { programs: ['make', 'gmake'], package: 'make' },
  { programs: ['g++', 'c++', 'clang++'], package: 'g++' },
];

/** Daemons that Debian starts when it installs them; ours and the tests' own would find the port taken. */
const SELF_STARTING = ['mosquitto', 'nats-server', 'rabbitmq-server', 'postgresql'];

/**
 * @param {string} program
 * @param {string} [path] folders as in PATH
 */
export function isOnPath(program, path = process.env.PATH ?? '') {
  return path.split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));
}

/** Packages of the C++ toolchain whose programs are not on the path. */
export function missingToolchain(path = process.env.PATH ?? '') {
  return TOOLCHAIN.filter((tool) => !tool.programs.some((program) => isOnPath(program, path))).map(
    (tool) => tool.package,
  );
}

/** True when the optional PC/SC binding can be compiled. */
export function hasPcscHeaders() {
  return existsSync(PCSC_HEADER);
}

/**
 * Those of the packages that dpkg does not know as installed. Without dpkg everything is missing.
 * @param {string[]} names
 */
export function missingPackages(names) {
  if (names.length === 0) return [];
  const query = spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status} ${Package}\n', ...names], {
    encoding: 'utf8',
  });
  const installed = new Set(
    (query.stdout ?? '')
      .split('\n')
      .filter((line) => line.startsWith('installed '))
      .map((line) => line.slice('installed '.length)),
  );
  return names.filter((name) => !installed.has(name));
}

/** @param {string[]} names */
export function installLine(names) {
  return `sudo apt-get install -y --no-install-recommends ${names.join(' ')}`;
}

/**
 * Installs packages as root on Debian; otherwise stops with the line that a person must run.
 * @param {string[]} names missing packages
 * @param {{ root: string, why: string }} options `root`: the project; `why`: e.g. `to compile the database engine`
 */
export async function installPackages(names, { root, why }) {
  if (names.length === 0) return;
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) {
    throw new LaunchError(
      'TW_PACKAGES_MISSING',
      `Debian packages are missing ${why}. Run: ${installLine(names)}`,
    );
  }
  const step = startStep(`installing Debian packages: ${names.join(' ')}`);
  const log = join(root, '.tapwall', 'logs', 'apt.log');
  const result = await aptInstall(names, { cwd: root, log });
  if (!result.ok) {
    step.failed();
    throw new LaunchError(
      'TW_PACKAGES_FAILED',
      `Debian packages could not be installed ${why}. Try: ${installLine(names)}`,
      { output: result.output },
    );
  }
  stopFreshDaemons(names);
  step.done(`installed Debian packages: ${names.join(' ')}`);
}

async function aptInstall(names, { cwd, log }) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = ['apt-get', '-y', '-q', '-o', 'DPkg::Lock::Timeout=120'];
  const install = () =>
    runProgram([...apt, 'install', '--no-install-recommends', ...names], { cwd, log, env });
  if (hasPackageLists()) {
    const first = await install();
    if (first.ok) return first;
  }
  // Lists are missing or name versions that the mirror no longer has.
  const update = await runProgram([...apt, 'update'], { cwd, log: `${log}.update`, env });
  return update.ok ? install() : update;
}

function hasPackageLists() {
  return existsSync(LISTS) && readdirSync(LISTS).some((name) => name.includes('_Packages'));
}

function stopFreshDaemons(names) {
  for (const daemon of SELF_STARTING.filter((name) => names.includes(name))) {
    if (existsSync('/run/systemd/system')) spawnSync('systemctl', ['disable', '--now', daemon]);
    else if (isOnPath('service')) spawnSync('service', [daemon, 'stop']);
  }
}
