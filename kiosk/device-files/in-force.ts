/** From what the files say now and what was in force before to what is in force: pure, so that every order can be tried. */
import type { CheckedFile, FiledDevice } from './check-file.ts';

/** A file that cannot be taken over. */
export interface FileProblem {
  file: string;
  /** Names the file, the line, the field, the value and what is allowed. */
  message: string;
  /** Devices it wanted, as far as they could be made out. */
  ids: string[];
}

/** The devices of each file that has any in force. */
export type InForce = ReadonlyMap<string, readonly FiledDevice[]>;

export interface FolderState {
  inForce: InForce;
  problems: FileProblem[];
}

export interface FolderFacts {
  /** By name, in the order of the names. */
  files: ReadonlyMap<string, CheckedFile>;
  before: InForce;
  /** Ids that are taken elsewhere, with the place that takes them: `the setting radars`. */
  reserved: ReadonlyMap<string, string>;
}

/**
 * A file that is wrong changes nothing: what it said before stays. An id belongs to the file that has it in force; else to
 * the first by name.
 */
export function decide({ files, before, reserved }: FolderFacts): FolderState {
  const inForce = new Map<string, readonly FiledDevice[]>();
  const problems: FileProblem[] = [];
  const owners = new Map<string, string>(reserved);
  const take = (file: string, devices: readonly FiledDevice[]): void => {
    inForce.set(file, devices);
    for (const { entry } of devices) owners.set(entry.id, file);
  };
  // Those that have devices in force already come before newcomers.
  const waiting: { file: string; devices: readonly FiledDevice[]; isNew: boolean }[] = [];
  for (const [file, checked] of files) {
    const old = before.get(file) ?? [];
    if (!checked.ok) {
      problems.push({ file, message: checked.message, ids: checked.ids });
      if (old.length > 0) take(file, old);
      continue;
    }
    const held = new Set(old.map(({ entry }) => entry.id));
    if (held.size > 0 && checked.devices.every(({ entry }) => held.has(entry.id)))
      take(file, checked.devices);
    else waiting.push({ file, devices: checked.devices, isNew: held.size === 0 });
  }
  for (const { file, devices } of waiting.sort((a, b) => Number(a.isNew) - Number(b.isNew))) {
    const clash = devices.find(({ entry }) => owners.has(entry.id));
    if (clash === undefined) take(file, devices);
    else {
      problems.push({
        file,
        message: sameId(file, clash, owners),
        ids: devices.map(({ entry }) => entry.id),
      });
      const old = (before.get(file) ?? []).filter(({ entry }) => !owners.has(entry.id));
      if (old.length > 0) take(file, old);
    }
  }
  return { inForce, problems: problems.sort((a, b) => (a.file < b.file ? -1 : 1)) };
}

function sameId(file: string, { entry, line }: FiledDevice, owners: ReadonlyMap<string, string>): string {
  const other = owners.get(entry.id) ?? '';
  return `${file}, line ${line}: id is ${JSON.stringify(entry.id)}, but ${other} has that id already; each must be given once.`;
}
