/** The one thing a tag needs from a reader: an exchange of APDUs (ISO/IEC 7816-4, PC/SC part 3). */
export interface NfcTransport {
  /**
   * Sends a command and resolves with the answer including its two status bytes.
   * Callers keep one exchange in flight.
   * @param apdu Command bytes.
   * @param maxLength Longest answer in bytes, status included; PC/SC refuses longer ones.
   * @throws DeviceError TW_NFC_TAG_TORN when the tag left the field, TW_NFC_APDU_FAILED on any other failure.
   */
  transmit(apdu: Uint8Array, maxLength: number): Promise<Uint8Array>;
}
