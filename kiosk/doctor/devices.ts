/** The device files: is each understood, and are the ports they name there? */
import type { Settings } from '../config/settings.ts';
import { checkFile, type CheckedFile } from '../device-files/check-file.ts';
import type { DeviceEntry } from '../device-files/device-file.ts';
import { decide } from '../device-files/in-force.ts';
import { readFolder } from '../../broker/config-files/read-file.ts';
import { DRIVERS, knownDriver } from '../hardware/drivers.ts';
import { devicesDir } from '../host/devices.ts';
import type { MachineFacts } from './facts.ts';
import type { Finding } from './finding.ts';
import { portFinding } from './serial.ts';

const WHAT = 'Device file';

export async function checkDeviceFiles(
  settings: Settings,
  facts: Pick<MachineFacts, 'access'>,
): Promise<Finding[]> {
  const dir = devicesDir(settings);
  const files = await checkFolder(dir, settings);
  if (Array.isArray(files)) return files;
  const { inForce, problems } = decide({ files, before: new Map(), reserved: new Map() });
  const wrong = problems.map(({ message }): Finding => {
    const remedy = `Mend it in ${dir}; a running kiosk reads it again by itself.`;
    return { level: 'bad', what: WHAT, finding: message, remedy };
  });
  const good = [...inForce].map(([name, devices]): Finding => {
    const ids = devices.map(({ entry }) => entry.id).join(', ');
    return { level: 'good', what: WHAT, finding: `${name}: ${ids === '' ? 'no device' : ids}` };
  });
  const entries = [...inForce.values()].flatMap((devices) => devices.map(({ entry }) => entry));
  return [...wrong, ...good, ...portFindings(entries, facts)];
}

/** Findings instead where there is nothing to check. */
async function checkFolder(
  dir: string,
  { displays }: Settings,
): Promise<Map<string, CheckedFile> | Finding[]> {
  try {
    const around = { driverNames: Object.keys(DRIVERS), driver: knownDriver, displays };
    const files = new Map<string, CheckedFile>();
    for (const [name, text] of await readFolder(dir)) files.set(name, await checkFile(name, text, around));
    return files;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Without device files the settings say what there is.
    if (code === 'ENOENT') return [];
    const remedy = 'Make the folder readable for this user.';
    return [
      { level: 'bad', what: WHAT, finding: `${dir} cannot be read (${code ?? 'unknown reason'})`, remedy },
    ];
  }
}

function portFindings(entries: readonly DeviceEntry[], facts: Pick<MachineFacts, 'access'>): Finding[] {
  return entries.flatMap(({ id, match }) =>
    match.port === undefined ? [] : [portFinding(id, match.port, facts.access(match.port))],
  );
}
