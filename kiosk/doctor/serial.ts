/** Serial ports: lasting names, rights, programs that take them, and the ports that are configured. */
import type { Settings } from '../config/settings.ts';
import type { MachineFacts, PortAccess } from './facts.ts';
import type { Finding } from './finding.ts';

const BY_ID = '/dev/serial/by-id';
const DIALOUT = 'Add the user to the group dialout (usermod -aG dialout USER) and log in again.';

/** Programs that open serial adapters which are not theirs. */
const PORT_GRABBERS: Readonly<Record<string, string>> = {
  ModemManager: 'systemctl disable --now ModemManager, unless this kiosk has a mobile modem.',
  brltty: 'apt-get remove brltty: it takes CH340 and CP210x adapters for Braille displays.',
};

/** Every adapter that is plugged in, configured or not. */
export function checkSerialPorts(
  _settings: Settings,
  facts: Pick<MachineFacts, 'list' | 'access'>,
): Finding[] {
  const what = 'Serial port';
  const names = facts.list(BY_ID);
  if (names.length === 0) return [{ level: 'note', what, finding: `no adapter in ${BY_ID}` }];
  return names.map((name) => {
    const path = `${BY_ID}/${name}`;
    if (facts.access(path) === 'denied')
      return { level: 'bad', what, finding: `${path} may not be opened by this user`, remedy: DIALOUT };
    return { level: 'good', what, finding: path };
  });
}

/** Our port list asks udevadm; lasting names are made by udev. */
export function checkPortNames(_settings: Settings, facts: Pick<MachineFacts, 'findProgram'>): Finding[] {
  if (facts.findProgram('udevadm') !== null)
    return [{ level: 'good', what: 'udev', finding: 'gives serial ports lasting names' }];
  return [
    {
      level: 'note',
      what: 'udev',
      finding:
        'udevadm is not installed: ports have no lasting names, and finding devices by itself sees less',
      remedy: 'apt-get install udev; in a container, hand the port in and name it.',
    },
  ];
}

export function checkPortGrabbers(
  settings: Settings,
  facts: Pick<MachineFacts, 'processes' | 'list'>,
): Finding[] {
  const running = facts.processes();
  const isUsed = pathsOf(settings).length > 0 || facts.list(BY_ID).length > 0;
  return Object.entries(PORT_GRABBERS)
    .filter(([name]) => running.includes(name))
    .map(([name, remedy]) => ({
      level: isUsed ? 'bad' : 'note',
      what: name,
      finding: isUsed
        ? 'runs, and opens serial adapters while they are used'
        : 'runs, and would open serial adapters',
      remedy,
    }));
}

export function checkRadar(settings: Settings, facts: Pick<MachineFacts, 'access'>): Finding[] {
  const paths = pathsOf(settings);
  if (paths.length === 0)
    return [
      {
        level: 'note',
        what: 'Radar',
        finding: 'none in the settings',
        remedy: `With an LD2410 on a USB adapter: --radar ${BY_ID}/…, or a device file.`,
      },
    ];
  return paths.map((path) => portFinding('Radar', path, facts.access(path)));
}

function pathsOf({ radars, radar }: Settings): string[] {
  return [...radars.map(({ path }) => path), ...(radar === '' ? [] : [radar])];
}

/** @param what The device at the port. */
export function portFinding(what: string, path: string, access: PortAccess): Finding {
  if (access === 'missing')
    return {
      level: 'bad',
      what,
      finding: `${path} is not there`,
      remedy: `Plug the adapter in; ls ${BY_ID} shows its lasting name.`,
    };
  if (access === 'denied')
    return { level: 'bad', what, finding: `${path} may not be opened by this user`, remedy: DIALOUT };
  if (path.startsWith('/dev/tty'))
    return {
      level: 'note',
      what,
      finding: `${path} changes when adapters are replugged`,
      remedy: `Use its name in ${BY_ID}.`,
    };
  return { level: 'good', what, finding: path };
}
