/** The way to NFC readers: our binding, pcscd, and whether it lets this user in. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pcscSocketPath, probePcsc } from '../../device/nfc/pcsc-probe.ts';
import type { Settings } from '../config/settings.ts';
import type { MachineFacts } from './facts.ts';
import type { Finding } from './finding.ts';
import { findReaders, type UsbFacts } from './readers.ts';

const ACTIONS = ['org.debian.pcsc-lite.access_pcsc', 'org.debian.pcsc-lite.access_card'];
const BUILD = 'apt-get install libpcsclite-dev python3 make g++, then npm install.';

type Probe = typeof probePcsc;

/** @param find Path of a package's own folder; undefined when it is not installed. */
export function checkBinding(
  _settings: Settings,
  facts: Pick<MachineFacts, 'exists'>,
  find: (name: string) => string | undefined = folderOf,
): Finding[] {
  const what = 'NFC binding';
  const native = find('@pokusew/pcsclite');
  if (find('nfc-pcsc') === undefined || native === undefined)
    return [{ level: 'note', what, finding: 'nfc-pcsc is not installed', remedy: BUILD }];
  if (!facts.exists(join(native, 'build', 'Release', 'pcsclite.node')))
    return [{ level: 'bad', what, finding: 'nfc-pcsc is installed but was not built', remedy: BUILD }];
  return [{ level: 'good', what, finding: 'nfc-pcsc is built' }];
}

/** Installed, switched on, answering: each has another remedy. */
export async function checkPcscd(
  _settings: Settings,
  facts: Pick<MachineFacts, 'env' | 'exists' | 'findProgram' | 'run'> & UsbFacts,
  probe: Probe = probePcsc,
): Promise<Finding[]> {
  const what = 'pcscd';
  const path = pcscSocketPath(facts.env);
  const trouble = await probe({ ...facts.env });
  if (trouble === undefined)
    return [{ level: 'good', what, finding: `answers at ${path}` }, ...(await atBoot(facts))];
  if (trouble === 'TW_NFC_ACCESS_DENIED')
    return [
      {
        level: 'bad',
        what,
        finding: `${path} refuses this user`,
        remedy: `Its permissions keep this user out; they should be rw for everybody: systemctl restart pcscd.socket.`,
      },
    ];
  if (facts.findProgram('pcscd') === null)
    return [
      {
        level: 'note',
        what,
        finding: 'is not installed',
        remedy: 'With a reader: apt-get install pcscd, then systemctl enable --now pcscd.socket.',
      },
    ];
  const isStale = facts.exists(path);
  return [
    {
      // Without a reader nobody misses it yet.
      level: findReaders(facts).length > 0 ? 'bad' : 'note',
      what,
      finding: isStale
        ? `is installed and does not answer at ${path}`
        : `is installed and not started: no ${path}`,
      remedy: isStale
        ? 'systemctl restart pcscd.socket pcscd; journalctl -u pcscd says why it ended.'
        : 'systemctl enable --now pcscd.socket; without systemd: pcscd --foreground.',
    },
  ];
}

/** It answers now; will it after the next start of the machine? */
async function atBoot({ run }: Pick<MachineFacts, 'run'>): Promise<Finding[]> {
  const enabled = await run('systemctl', ['is-enabled', 'pcscd.socket']);
  if (enabled === null || !/^(disabled|masked)/.test(enabled.stdout)) return [];
  return [
    {
      level: 'note',
      what: 'pcscd',
      finding: 'will not start with the machine',
      remedy: 'systemctl enable pcscd.socket',
    },
  ];
}

/** pcscd asks polkit about everybody but root, and says no where there is no polkit or no rule. */
export async function checkPolkit(
  _settings: Settings,
  facts: Pick<MachineFacts, 'isRoot' | 'pid' | 'findProgram' | 'run'>,
): Promise<Finding[]> {
  const what = 'polkit';
  if (facts.findProgram('pcscd') === null) return [];
  if (facts.isRoot)
    return [
      {
        level: 'note',
        what,
        finding: 'lets root in; that says nothing about the user of the service',
        remedy: 'Run the doctor as that user: sudo -u tapwall …',
      },
    ];
  if (facts.findProgram('pkcheck') === null)
    return [
      {
        level: 'note',
        what,
        finding: 'is not installed; pcscd then refuses everybody but root',
        remedy: 'apt-get install polkitd and add the rule, or run pcscd --disable-polkit in a container.',
      },
    ];
  const refused: string[] = [];
  for (const action of ACTIONS) {
    const answer = await facts.run('pkcheck', ['--action-id', action, '--process', String(facts.pid)]);
    if (answer?.code !== 0) refused.push(action);
  }
  if (refused.length === 0) return [{ level: 'good', what, finding: 'lets this user use readers and cards' }];
  return [
    {
      level: 'bad',
      what,
      finding: `refuses this user: ${refused.join(', ')}`,
      remedy: `Write a rule that allows ${ACTIONS.join(' and ')} to this user into /etc/polkit-1/rules.d/50-tapwall.rules, then systemctl restart polkit.`,
    },
  ];
}

function folderOf(name: string): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}
