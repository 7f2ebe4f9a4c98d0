import { isDeviceError, type DeviceErrorCode } from '../../../device/errors.ts';

/** The code with which something of this room fails; anything but a DeviceError is a defect and goes on. */
export function codeOf(action: () => unknown): DeviceErrorCode | 'accepted' {
  try {
    action();
    return 'accepted';
  } catch (error) {
    if (isDeviceError(error)) return error.code;
    throw error;
  }
}
