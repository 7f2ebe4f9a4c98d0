/** The reference page of the driver `pcsc`. */
import type { DriverPage } from '../driver.ts';

export const pcscPage: DriverPage = {
  title: 'NFC readers (PC/SC)',
  summary: 'Contactless readers that pcscd serves: product tags, loyalty cards.',
  hardware: [
    'ACS ACR122U, ACR1252U, ACR1255U, ACR1281U, ACR1283L.',
    'Other contactless readers with a CCID driver, e.g. Identiv uTrust 3700 F and HID Omnikey 5427 CK.',
  ],
  wiring: [
    'USB, at best straight into the computer: some readers fail behind a hub without power of its own.',
  ],
  provisioning: [
    'Install `pcscd` and, for ACS readers, `libacsccid1`; start `pcscd.socket`.',
    'Keep the kernel modules `pn533_usb`, `pn533` and `nfc` from taking the reader: `tapwall doctor` says how.',
    'Allow the service user `access_pcsc` and `access_card` in polkit.',
  ],
  pitfalls: [
    'Two equal readers have names that differ in their number only, and the number changes when they are replugged: one that comes back to the same socket is known again.',
    'Slots named SAM or ICC of combined readers are left alone.',
    'Phones and bank cards are recognised as such and asked nothing.',
  ],
  example: {
    id: 'counter',
    driver: 'pcsc',
    match: { reader: 'ACR1252' },
    options: { feedback: 'light' },
    means: { display: 'wall' },
  },
};
