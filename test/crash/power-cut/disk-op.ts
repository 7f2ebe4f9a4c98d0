/** What happened to the files of one folder, as far as a disk has to do with it. Files are numbered, names come and go. */

export type FileOp =
  | { kind: 'write'; file: number; offset: number; bytes: Buffer }
  | { kind: 'truncate'; file: number; size: number };

export type NameOp =
  | { kind: 'create'; file: number; name: string }
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'unlink'; name: string };

export type DiskOp =
  | FileOp
  | NameOp
  | { kind: 'sync'; file: number }
  | { kind: 'sync-folder' }
  /** A line that the writer printed, at the moment when it did. */
  | { kind: 'mark'; text: string };
