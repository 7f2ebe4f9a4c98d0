/** Everything that can go wrong with hardware, under stable codes. */

interface CatalogueEntry {
  /** One sentence for logs and the staff's device page. */
  message: string;
  /** What a person can do, where a person can do something. */
  remedy?: string;
}

/** The catalogue. Codes are API: they appear in logs, health, readings and on the command line. */
export const deviceErrors = {
  TW_DEVICE_DUPLICATE_ID: {
    message: 'Two devices have the same id.',
    remedy: 'Give each device an id of its own.',
  },
  TW_DEVICE_START_FAILED: { message: 'The driver could not start.' },
  TW_DEVICE_OPTION_INVALID: { message: 'An option of the driver has a value that is not allowed.' },
  TW_DEVICE_NO_ANSWER: {
    message: 'The device does not answer a command.',
    remedy:
      'Check the wire from the adapter’s TX to the device’s RX; without it the device can be heard but not told.',
  },
  TW_DEVICE_BUSY: { message: 'Too many commands wait for the device.' },

  TW_NFC_DRIVER_MISSING: {
    message: 'The PC/SC binding (nfc-pcsc) is not installed.',
    remedy: 'Install libpcsclite-dev, python3 and a C++ compiler, then run npm install again.',
  },
  TW_NFC_SERVICE_DOWN: {
    message: 'The PC/SC service (pcscd) is not running.',
    remedy: 'Start it: systemctl start pcscd.socket. Without systemd: pcscd --foreground.',
  },
  TW_NFC_ACCESS_DENIED: {
    message: 'The PC/SC service refuses this user.',
    remedy:
      'Install the polkit rule that allows org.debian.pcsc-lite.access_pcsc and access_card to the service user.',
  },
  TW_NFC_NO_READER: {
    message: 'The PC/SC service runs but the reader is not there.',
    remedy:
      'Check the USB cable; on Linux keep the kernel modules pn533_usb, pn533 and nfc from taking the reader.',
  },
  TW_NFC_CHILD_LOST: { message: 'The reader process ended or hung and is being restarted.' },
  TW_NFC_UNPLUGGED: { message: 'The reader is unplugged.', remedy: 'Plug the reader in.' },
  TW_NFC_APDU_FAILED: { message: 'The tag did not answer a command.' },
  TW_NFC_TAG_BLANK: { message: 'The tag holds no NDEF message.' },
  TW_NFC_TAG_TORN: { message: 'The tag left before it was read.' },
  TW_NFC_TAG_NOT_READABLE: { message: 'The tag does not let its memory be read.' },
  TW_NFC_PHONE_OR_BANK_CARD: { message: 'A phone or a bank card was presented; it was not read.' },
  TW_NFC_WRITE_BUSY: {
    message: 'The reader is busy with another tag to write.',
    remedy: 'Wait until that is done.',
  },
  TW_NFC_WRITE_NO_TAG: {
    message: 'No tag lies on the reader.',
    remedy: 'Hold the tag flat to the reader until it is written.',
  },
  TW_NFC_WRITE_OTHER_TAG: {
    message: 'Another tag lies on the reader than the one that was meant.',
    remedy: 'Take every tag away, then hold the right one to the reader.',
  },
  TW_NFC_WRITE_UNSUITABLE: {
    message: 'This is not a tag that can be written.',
    remedy: 'Use an NTAG213, NTAG215 or NTAG216.',
  },
  TW_NFC_WRITE_TIMEOUT: {
    message: 'The reader did not finish writing in time.',
    remedy: 'Hold the tag to the reader and write it once more; it may be empty now.',
  },
  TW_NFC_TAG_READ_ONLY: {
    message: 'The tag is locked against writing.',
    remedy: 'Use another tag: a lock cannot be undone.',
  },
  TW_NFC_TAG_PASSWORD: {
    message: 'The tag takes a password for writing.',
    remedy: 'Take the password off with the app that set it, or use another tag.',
  },
  TW_NFC_TAG_TOO_SMALL: {
    message: 'The message does not fit the tag.',
    remedy: 'Use a larger tag, such as NTAG215 or NTAG216, or a shorter link.',
  },
  TW_NFC_TAG_NOT_LOCKABLE: {
    message: 'It is not known how to lock this tag; nothing was written.',
    remedy: 'Write it without locking, or use an NTAG213, NTAG215 or NTAG216.',
  },
  TW_NFC_WRITE_FAILED: {
    message: 'The tag did not take what was written; it may be empty now.',
    remedy: 'Hold the tag flat and still, and write it once more.',
  },
  TW_NFC_VERIFY_FAILED: {
    message: 'The tag reads back something else than what was written.',
    remedy: 'Write it once more; a tag that fails again is worn or a counterfeit.',
  },
  TW_NFC_FEEDBACK_REFUSED: {
    message: 'The driver passes no commands on to the light and buzzer of the reader.',
    remedy:
      'Set ifdDriverOptions to 0x0001 in the Info.plist of libccid, or install libacsccid1 for a reader of ACS, and restart pcscd; or leave the feedback of the reader as it is by itself.',
  },
  TW_NFC_FEEDBACK_UNKNOWN: {
    message: 'The light and buzzer of the reader do not answer to the commands that are known.',
    remedy: 'Leave the feedback of the reader as it is by itself.',
  },
  TW_NFC_MEMORY_INVALID: { message: 'The bytes are not the memory of a Type 2 tag.' },

  TW_NDEF_TRUNCATED: { message: 'The NDEF message ends too early.' },
  TW_NDEF_INVALID: { message: 'The NDEF message breaks the rules of its format.' },
  TW_NDEF_TOO_LARGE: { message: 'The NDEF message is larger than allowed.' },

  TW_GS1_NOT_A_DIGITAL_LINK: { message: 'The text is not a GS1 Digital Link URI.' },
  TW_GS1_UNKNOWN_AI: {
    message: 'The text uses an application identifier that does not exist or does not belong there.',
  },
  TW_GS1_VALUE_INVALID: { message: 'The value does not fit its application identifier.' },
  TW_GS1_CHECK_DIGIT: { message: 'The check digit is wrong.' },
  TW_GS1_NOT_GS1: { message: 'The text holds no GS1 data.' },
  TW_GS1_ELEMENT_STRING: { message: 'The text is not a GS1 element string.' },
  TW_GS1_AI_CONFLICT: {
    message: 'The application identifiers contradict each other, or one lacks what it needs.',
  },

  TW_EPC_HEX_INVALID: { message: 'The EPC is not written in hexadecimal digits.' },
  TW_EPC_LENGTH: { message: 'The EPC is shorter or longer than its header says.' },
  TW_EPC_UNKNOWN_HEADER: { message: 'The EPC has a header that GS1 has not assigned to a key.' },
  TW_EPC_NOT_GS1: {
    message: 'The tag holds no EPC of GS1.',
    remedy:
      'A tag as its maker delivers it, or its TID instead of its EPC, begins with E2; write an EPC to it.',
  },
  TW_EPC_PARTITION: { message: 'The EPC names a partition that does not exist.' },
  TW_EPC_VALUE_INVALID: { message: 'The EPC holds a value that its scheme does not allow.' },
  TW_EPC_URI: { message: 'The text is not an EPC URI of a GS1 key.' },
  TW_EPC_SCHEME: { message: 'There is no such EPC scheme.' },

  TW_SUN_NO_MESSAGE: { message: 'The URL carries no SUN message.' },
  TW_SUN_MALFORMED: { message: 'A part of the SUN message is not what a tag writes.' },
  TW_SUN_LRP: {
    message: 'The tag uses the LRP cipher, which is not supported.',
    remedy: 'Set tags up with AES; a tag that was switched to LRP cannot be switched back.',
  },

  TW_LD2410_FRAME_INVALID: { message: 'The bytes are not an LD2410 report.' },
  TW_LD2410_SILENT: {
    message: 'The radar sends no reports.',
    remedy: 'Check its 5 V supply, the TX/RX wires and the baud rate (256000 unless changed).',
  },
  TW_LD2410_OTHER_MODEL: {
    message: 'The radar is an LD2410S, which speaks another protocol.',
    remedy: 'Use an LD2410, LD2410B or LD2410C; an LD2410S can only be wired by its OUT pin.',
  },
  TW_LD2450_SILENT: {
    message: 'The tracking radar sends no reports.',
    remedy: 'Check its 5 V supply, the TX/RX wires and the baud rate (256000 unless changed).',
  },
  TW_HILINK_REFUSED: {
    message: 'The radar refuses a command.',
    remedy: 'Compare the options in the device file with what this model and firmware can.',
  },
  TW_HILINK_ANSWER_INVALID: {
    message: 'The radar answered a command with something else than its manual says.',
  },
  TW_HILINK_NOT_KEPT: {
    message: 'The radar does not keep a setting that it accepted.',
    remedy: 'Cut its power for a moment; if that does not help, replace it.',
  },

  TW_UHF_SILENT: {
    message: 'The UHF reader sends nothing.',
    remedy:
      'Check its supply (2 A or more in peaks; a USB port alone is too weak), the TX/RX wires and the baud rate.',
  },
  TW_UHF_SETTING_REFUSED: {
    message: 'The UHF reader does not take a setting, so that it does not read.',
    remedy: 'Compare region, power and antennas in the device file with what this model can.',
  },
  TW_UHF_OVERHEATED: {
    message: 'The UHF reader is too hot and pauses.',
    remedy: 'Lower its power, let it rest between reads, or give it a heat sink and air.',
  },
  TW_UHF_RETURN_LOSS: {
    message: 'Much of the power that the UHF reader sends comes back from the antenna.',
    remedy: 'Check the antenna’s plug and cable, use an antenna for the region, keep metal away from it.',
  },
  TW_UHF_ANTENNA_MISSING: {
    message: 'The UHF reader finds no antenna.',
    remedy: 'Plug an antenna into the port that is named, or take it out of the antennas in the device file.',
  },
  TW_UHF_EPC_INVALID: { message: 'The EPC of a simulated tag is not 2 to 62 bytes in whole words.' },

  TW_NEXMOSPHERE_SILENT: {
    message: 'The controller does not answer.',
    remedy:
      'Check its power and its cable; plug its elements in before its power; name the right port, at 115200 bits per second.',
  },
  TW_NEXMOSPHERE_COMMAND_INVALID: { message: 'The controller has no such command.' },

  TW_SERIAL_NOT_FOUND: {
    message: 'The serial port does not exist.',
    remedy: 'Plug the adapter in and name it by its stable path under /dev/serial/by-id/.',
  },
  TW_SERIAL_ACCESS_DENIED: {
    message: 'The serial port may not be opened by this user.',
    remedy: 'Add the service user to the group dialout.',
  },
  TW_SERIAL_BUSY: {
    message: 'The serial port is in use by another program.',
    remedy: 'Stop the other program; ModemManager often probes serial adapters.',
  },
  TW_SERIAL_UNREACHABLE: {
    message: 'The network bridge of the device does not answer.',
    remedy: 'Check its power, its network cable and the address; nothing else may hold its one connection.',
  },
  TW_SERIAL_OPEN_FAILED: { message: 'The serial port could not be opened.' },
  TW_SERIAL_RECORDING: {
    message: 'The recording cannot be played.',
    remedy:
      'It is a file of 1 byte to 16 MB that the service user may read; its path is beside the device file or absolute.',
  },
  TW_SERIAL_LOST: { message: 'The serial port went away.', remedy: 'Check the adapter and its cable.' },

  TW_NETWORK_UNREACHABLE: {
    message: 'The address does not answer.',
    remedy: 'Check that the broker or reader runs, and its address and port.',
  },
  TW_NETWORK_REFUSED: {
    message: 'The other end refuses these credentials.',
    remedy: 'Check the file that holds user and password, and what the other end allows.',
  },
  TW_NETWORK_LOST: { message: 'The connection went away.' },
  TW_NETWORK_CREDENTIALS: {
    message: 'The file with the credentials cannot be used.',
    remedy: 'It holds one line, user:password or the secret, and the service user may read it.',
  },
  TW_NETWORK_SILENT: {
    message: 'The device has sent nothing for longer than it may.',
    remedy: 'Check its power or battery, and that it sends to this address and topic.',
  },
  TW_NETWORK_OFFLINE: {
    message: 'The device is reported to be offline.',
    remedy: 'Check its power or battery, and that it is within reach of its radio.',
  },
  TW_NETWORK_BRIDGE_OFFLINE: {
    message: 'The bridge of the device is offline.',
    remedy: 'Start Zigbee2MQTT, and check that its radio stick is plugged in.',
  },
  TW_READER_IDLE: {
    message: 'The reader is there but does not look for tags.',
    remedy: 'Start its inventory in the reader’s own pages.',
  },
  TW_READER_ANTENNA: {
    message: 'An antenna of the reader is not connected.',
    remedy: 'Check the antenna cable at the port that the message names.',
  },

  TW_DEVICE_FILE_INVALID: {
    message: 'The device file has a mistake.',
    remedy: 'Correct what the message names; the file is taken over as soon as it is saved.',
  },
  TW_DEVICE_NOT_UNIQUE: {
    message: 'Several ports fit the device equally well.',
    remedy: 'Add what tells them apart, best the serial number: tapwall devices lists it.',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type DeviceErrorCode = keyof typeof deviceErrors;

export interface DeviceErrorOptions {
  /** Added to the catalogue's sentence: what exactly, where. Never a UID of a person's card. */
  detail?: string;
  cause?: unknown;
}

/** The only error this room throws. */
export class DeviceError extends Error {
  readonly code: DeviceErrorCode;

  constructor(code: DeviceErrorCode, options: DeviceErrorOptions = {}) {
    const { message } = deviceErrors[code];
    super(options.detail === undefined ? message : `${message} ${options.detail}`, { cause: options.cause });
    this.name = 'DeviceError';
    this.code = code;
  }
}

/** Tells whether something caught is ours, and optionally whether it has this code. */
export function isDeviceError(value: unknown, code?: DeviceErrorCode): value is DeviceError {
  return value instanceof DeviceError && (code === undefined || value.code === code);
}

/** The remedy of a code, where there is one. */
export function remedyOf(code: DeviceErrorCode): string | undefined {
  const entry: CatalogueEntry = deviceErrors[code];
  return entry.remedy;
}
