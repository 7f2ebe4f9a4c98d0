/** Which of the two kinds of a picture whoever asks can show. */

/**
 * The file to send for the one that was asked for. What lists kinds of images and not WebP (RFC 9110, section 12.5.1) has JPEG
 * instead; what takes anything, or says nothing, has what it asked for.
 */
export function suited(file: string, accept: string | undefined): string {
  if (!file.endsWith('.webp') || accept === undefined) return file;
  const kinds = accept.toLowerCase();
  return /image\/\w/.test(kinds) && !kinds.includes('image/webp') ? file.replace(/webp$/, 'jpg') : file;
}
