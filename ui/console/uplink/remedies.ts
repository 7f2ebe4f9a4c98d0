/** What helps against a problem that no device explains, by its code. */
const REMEDIES: Readonly<Record<string, string>> = {
  TW_LINK_DOWN: 'Check its network cable and whether the broker runs. Events wait on its disk meanwhile.',
  TW_LINK_REFUSED: 'The broker does not take its login: look at user and password, or pair it anew.',
  TW_LINK_UNTRUSTED: 'The broker shows a certificate that nobody known vouches for: look at the broker’s.',
  TW_LINK_CERTIFICATE: 'The certificate of the kiosk cannot be used: pair it anew.',
  TW_CERTIFICATE_EXPIRES: 'It cannot reach the hub to renew it. Mend that before the day, or pair it anew.',
  TW_CLOCK_WRONG: 'Set its clock, or start its time service: tapwall doctor says how.',
  TW_IDENTITY_CONTESTED:
    'Two machines go by one name: switch one off, or pair it anew with a name of its own.',
  TW_PLATFORM_SILENT: 'Look whether the hub runs and reaches the same broker. Nothing is lost meanwhile.',
  TW_OUTBOX_NEARLY_FULL:
    'Bring it back to the network: when the space is full, the least important events go first.',
  TW_EVENTS_EVICTED:
    'Bring it back to the network. What was given up is counted and named; it does not come back.',
  TW_DATABASE_FULL:
    'Make room on the disk of the kiosk. Until then events are in its memory only: do not switch it off.',
  TW_DISK_SLOW: 'A worn memory card does this. Replace it, or move the data folder to an SSD.',
  TW_EVENTS_OF_OTHER_ADDRESS: 'Start the kiosk once with its old store and name, and they are delivered.',
  TW_STORE_UNKNOWN: 'Import the store, or start the kiosk with the code of another one.',
};

/** Empty when there is nothing to say. */
export function remedyOf(code: string): string {
  return REMEDIES[code] ?? '';
}
