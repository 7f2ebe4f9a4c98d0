/** The row of fitting rooms in words. */
import type { LabRooms } from '../../../broker/contract/http.ts';
import { texts } from '../texts.ts';

export type Place = LabRooms['places'][number];

export function placeName({ places }: LabRooms, place: Place): string {
  if (place.name !== null) return place.name;
  return places.indexOf(place) === 0 ? texts.row.left : texts.row.right;
}

/** In front of which room, counted from 1, as the kiosk names it; undefined for what hangs in a room. */
export function isInCorridor(at: string): boolean {
  return at.startsWith('corridor');
}
